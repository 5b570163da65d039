#include "tools/vgen/emit/schema/documentation.hpp"

#include "tools/vgen/model/type_facts.hpp"

#include <algorithm>
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

std::string parameter_description(const model::ApiModel& api, const model::Field& field) {
  std::string text = description_text(field.documentation);
  const auto& kind = unwrapped_type(api, field.type).kind;
  if (const auto* alias = std::get_if<model::AliasReference>(&kind);
      alias != nullptr && text.empty()) {
    text = description_text(api.aliases.at(alias->index).documentation);
  }
  if (const auto* type = std::get_if<model::EnumReference>(&kind);
      type != nullptr && text.empty()) {
    text = description_text(api.enums.at(type->index).documentation);
  }
  return text;
}

std::string words_of(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace vgen::tool::emit
