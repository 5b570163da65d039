#include "tools/vgen/emit/cpp/text.hpp"

#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace vgen::tool::emit {
namespace {

/// The keywords of C++20, and the names of its operators; sorted.
constexpr std::string_view keywords[] = {"alignas",       "alignof",     "and",
                                         "and_eq",        "asm",         "auto",
                                         "bitand",        "bitor",       "bool",
                                         "break",         "case",        "catch",
                                         "char",          "char16_t",    "char32_t",
                                         "char8_t",       "class",       "co_await",
                                         "co_return",     "co_yield",    "compl",
                                         "concept",       "const",       "const_cast",
                                         "consteval",     "constexpr",   "constinit",
                                         "continue",      "decltype",    "default",
                                         "delete",        "do",          "double",
                                         "dynamic_cast",  "else",        "enum",
                                         "explicit",      "export",      "extern",
                                         "false",         "float",       "for",
                                         "friend",        "goto",        "if",
                                         "inline",        "int",         "long",
                                         "mutable",       "namespace",   "new",
                                         "noexcept",      "not",         "not_eq",
                                         "nullptr",       "operator",    "or",
                                         "or_eq",         "private",     "protected",
                                         "public",        "register",    "reinterpret_cast",
                                         "requires",      "return",      "short",
                                         "signed",        "sizeof",      "static",
                                         "static_assert", "static_cast", "struct",
                                         "switch",        "template",    "this",
                                         "thread_local",  "throw",       "true",
                                         "try",           "typedef",     "typeid",
                                         "typename",      "union",       "unsigned",
                                         "using",         "virtual",     "void",
                                         "volatile",      "wchar_t",     "while",
                                         "xor",           "xor_eq"};
static_assert(std::ranges::is_sorted(keywords));

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

std::string cpp_name(std::string_view text) {
  std::string name = snake_case(text);
  if (!is_identifier(name)) name.insert(0, "_");
  if (std::ranges::binary_search(keywords, name)) name += '_';
  return name;
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
