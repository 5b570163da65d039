#include "tools/vgen/emit/typescript/comment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vgen::tool::emit {
namespace {

using Lines = std::vector<std::string>;

void append_text(Lines& lines, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// A paragraph, separated from the text before it.
void append_paragraph(Lines& lines, std::string_view text) {
  if (text.empty()) return;
  if (!lines.empty()) lines.emplace_back();
  append_text(lines, text);
}

void append_tag(Lines& tags, std::string_view name, const std::optional<std::string>& value) {
  if (value) tags.push_back(fmt::format("@{} {}", name, *value));
}

void append_tag(Lines& tags, std::string_view name, const std::optional<std::uint64_t>& value) {
  if (value) tags.push_back(fmt::format("@{} {}", name, *value));
}

void append_constraints(Lines& tags, const model::Constraints& constraints) {
  append_tag(tags, "minimum", constraints.minimum);
  append_tag(tags, "maximum", constraints.maximum);
  append_tag(tags, "exclusiveMinimum", constraints.exclusive_minimum);
  append_tag(tags, "exclusiveMaximum", constraints.exclusive_maximum);
  append_tag(tags, "multipleOf", constraints.multiple_of);
  append_tag(tags, "minLength", constraints.min_length);
  append_tag(tags, "maxLength", constraints.max_length);
  append_tag(tags, "pattern", constraints.pattern);
  append_tag(tags, "format", constraints.format);
  append_tag(tags, "minItems", constraints.min_items);
  append_tag(tags, "maxItems", constraints.max_items);
  append_tag(tags, "minProperties", constraints.min_properties);
  append_tag(tags, "maxProperties", constraints.max_properties);
  if (constraints.unique_items) tags.emplace_back("@uniqueItems");
}

}  // namespace

std::vector<std::string> typescript_documentation(const model::Documentation& documentation,
                                                  const TypeScriptRemarks& remarks) {
  Lines lines;
  append_paragraph(lines, documentation.summary);
  append_paragraph(lines, documentation.description);
  for (const std::string& text : remarks.body) append_paragraph(lines, text);

  Lines tags;
  if (!documentation.title.empty()) tags.push_back("@title " + documentation.title);
  if (remarks.constraints != nullptr) append_constraints(tags, *remarks.constraints);
  for (const std::string& example : documentation.examples) tags.push_back("@example " + example);
  if (documentation.deprecated)
    tags.push_back(documentation.deprecation.empty() ? "@deprecated"
                                                     : "@deprecated " + documentation.deprecation);
  tags.insert(tags.end(), remarks.tags.begin(), remarks.tags.end());
  if (!lines.empty() && !tags.empty()) lines.emplace_back();
  lines.insert(lines.end(), tags.begin(), tags.end());
  return lines;
}

}  // namespace vgen::tool::emit
