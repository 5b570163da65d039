#include "tools/vgen/emit/cpp/text.hpp"

#include <fmt/format.h>

#include <cctype>

namespace vgen::tool::emit {
namespace {

bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

std::string cpp_string(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': literal += "\\\""; break;
      case '\\': literal += "\\\\"; break;
      case '\n': literal += "\\n"; break;
      case '\t': literal += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          literal += fmt::format("\\{:03o}", static_cast<unsigned>(c));
        } else {
          literal += c;
        }
    }
  }
  return literal + '"';
}

std::string cpp_raw_string(std::string_view text) {
  std::string delimiter = text.find(")\"") == std::string_view::npos ? "" : "text";
  while (text.find(")" + delimiter + "\"") != std::string_view::npos) delimiter += '_';
  return fmt::format("R\"{}({}){}\"", delimiter, text, delimiter);
}

std::string cpp_type_within(std::string type, std::string_view name_space) {
  if (name_space.empty()) return type;
  const std::string qualifier = fmt::format("{}::", name_space);
  for (std::size_t at = type.find(qualifier); at != std::string::npos;
       at = type.find(qualifier, at)) {
    const bool is_part =
        at > 0 && (is_alphanumeric(type[at - 1]) || type[at - 1] == '_' || type[at - 1] == ':');
    if (is_part) {
      at += qualifier.size();
    } else {
      type.erase(at, qualifier.size());
    }
  }
  return type;
}

std::string cpp_braced(std::size_t indent, std::string_view head,
                       const std::vector<std::string>& items, std::string_view tail) {
  std::string line = fmt::format("{}{{{}}}{}", head, fmt::join(items, ", "), tail);
  if (indent + line.size() <= cpp_line_width) return line;
  std::string lines = fmt::format("{}{{", head);
  for (const std::string& item : items) lines += fmt::format("\n{:{}}{},", "", indent + 4, item);
  return lines + fmt::format("\n{:{}}}}{}", "", indent, tail);
}

std::string cpp_call(std::size_t indent, std::string_view head,
                     const std::vector<std::string>& arguments, std::string_view tail) {
  std::string text = fmt::format("{}(", head);
  const std::size_t under = indent + text.size();
  std::size_t column = under;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::size_t closing = i + 1 == arguments.size() ? 1 + tail.size() : 1;
    if (i > 0) {
      if (column + 1 + arguments[i].size() + closing > cpp_line_width) {
        text += fmt::format("\n{:{}}", "", under);
        column = under;
      } else {
        text += ' ';
        ++column;
      }
    }
    text += arguments[i];
    column += arguments[i].size() + 1;
    if (i + 1 < arguments.size()) text += ',';
  }
  return text + fmt::format("){}", tail);
}

}  // namespace vgen::tool::emit
