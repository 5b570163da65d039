#include "tools/vgen/emit/typescript/comment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vgen::tool::emit {
namespace {

using Lines = std::vector<std::string>;

/// A line of text. Without the backslash TypeScript would read `@` at its beginning as a tag, in
/// code too.
std::string text_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  std::string text(line);
  if (first != std::string_view::npos && line[first] == '@') text.insert(first, 1, '\\');
  return text;
}

void append_text(Lines& lines, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text_line(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// A paragraph, separated from the text before it.
void append_paragraph(Lines& lines, std::string_view text) {
  if (text.empty()) return;
  if (!lines.empty()) lines.emplace_back();
  append_text(lines, text);
}

/// Appends the tag of one constraint, if it is set.
struct AppendTag {
  Lines& tags;
  std::string_view name;
  const model::Constraints& constraints;

  void operator()(model::FlagLimit limit) const {
    if (constraints.*limit.value) tags.push_back(fmt::format("@{}", name));
  }
  void operator()(auto limit) const {
    if (const auto& value = constraints.*limit.value)
      tags.push_back(fmt::format("@{} {}", name, *value));
  }
};

void append_constraints(Lines& tags, const model::Constraints& constraints) {
  for (const model::ConstraintTag& tag : model::constraint_tags)
    std::visit(AppendTag{.tags = tags, .name = tag.name, .constraints = constraints}, tag.limit);
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
