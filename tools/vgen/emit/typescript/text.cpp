#include "tools/vgen/emit/typescript/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vgen::tool::emit {
namespace {

/// The words of a comment's line that fit into a line of the file.
constexpr std::size_t comment_width = 95;

std::string escaped(char c, char quote) {
  switch (c) {
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  if (c == quote) return {'\\', c};
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7f ? fmt::format("\\x{:02x}", code) : std::string(1, c);
}

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && !is_digit(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || is_digit(c); });
}

/// Breaks a long line at spaces. Lines with a structure (lists, code) stay as the author wrote
/// them.
std::vector<std::string> wrapped(const std::string& line) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  const bool is_plain =
      !line.empty() && std::string_view(" @-*+|`~>#").find(line.front()) == std::string_view::npos;
  while (is_plain && line.size() - begin > comment_width) {
    std::size_t end = line.rfind(' ', begin + comment_width);
    if (end == std::string::npos || end <= begin) end = line.find(' ', begin);
    if (end == std::string::npos) break;
    lines.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  lines.push_back(line.substr(begin));
  return lines;
}

bool is_fence(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line.starts_with("```") || line.starts_with("~~~");
}

/// Changes `*/` in a text, so that it cannot end the comment around it.
std::string within_comment(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/", at))
    text.insert(at + 1, "\\");
  return text;
}

}  // namespace

std::string typescript_string(std::string_view text) {
  const char quote = std::ranges::count(text, '"') > std::ranges::count(text, '\'') ? '\'' : '"';
  std::string literal(1, quote);
  for (const char c : text) literal += escaped(c, quote);
  return literal + quote;
}

std::string typescript_property(std::string_view name) {
  return is_name(name) ? std::string(name) : typescript_string(name);
}

std::string typescript_comment(std::size_t indent, const std::vector<std::string>& lines) {
  std::vector<std::string> text;
  bool is_code = false;
  for (const std::string& line : lines) {
    if (is_fence(line)) is_code = !is_code;
    const std::string safe = within_comment(line);
    std::ranges::move(is_code ? std::vector{safe} : wrapped(safe), std::back_inserter(text));
  }
  if (text.empty()) return {};
  const std::string space(indent, ' ');
  if (text.size() == 1) return fmt::format("{}/** {} */", space, text.front());
  std::string comment = space + "/**\n";
  for (const std::string& line : text)
    comment += fmt::format("{} *{}{}\n", space, line.empty() ? "" : " ", line);
  return comment + space + " */";
}

std::string typescript_list(std::string_view open, const std::vector<std::string>& items,
                            std::string_view close) {
  const std::string_view space = open.ends_with('{') && !items.empty() ? " " : "";
  return fmt::format("{}{}{}{}{}", open, space, fmt::join(items, ", "), space, close);
}

std::string typescript_union(std::string_view head, const std::vector<std::string>& alternatives) {
  return fmt::format("{} = {};", head, fmt::join(alternatives, " | "));
}

}  // namespace vgen::tool::emit
