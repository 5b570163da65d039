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
      case '\r': literal += "\\r"; break;
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

std::string cpp_braced(std::string_view head, const std::vector<std::string>& items,
                       std::string_view tail) {
  return fmt::format("{}{{{}}}{}", head, fmt::join(items, ", "), tail);
}

std::string cpp_call(std::string_view head, const std::vector<std::string>& arguments,
                     std::string_view tail) {
  return fmt::format("{}({}){}", head, fmt::join(arguments, ", "), tail);
}

}  // namespace vgen::tool::emit
