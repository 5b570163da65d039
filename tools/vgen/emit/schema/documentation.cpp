#include "tools/vgen/emit/schema/documentation.hpp"

#include <utility>

namespace vgen::tool::emit {

void append_documentation(Json& schema, const model::Documentation& documentation) {
  if (!documentation.title.empty()) schema["title"] = documentation.title;
  if (std::string text = description_text(documentation); !text.empty())
    schema["description"] = std::move(text);
  if (documentation.deprecated) schema["deprecated"] = true;
}

void append_examples(Json& schema, const model::Documentation& documentation) {
  for (const std::string& example : documentation.examples)
    schema["examples"].push_back(json_from_text(example));
}

std::string description_text(const model::Documentation& documentation) {
  std::string text = documentation.summary;
  const auto append = [&](const std::string& paragraph) {
    if (paragraph.empty()) return;
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  };
  append(documentation.description);
  if (!documentation.deprecation.empty()) append("Deprecated: " + documentation.deprecation);
  return text;
}

}  // namespace vgen::tool::emit
