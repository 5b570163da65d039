#include "tools/vgen/frontend/read_literal.hpp"

#include <cstddef>

namespace vgen::tool::frontend {
namespace {

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

/// The character of the escape at `i`; moves `i` to the last character of the escape. clang writes
/// non-ASCII bytes in octal.
char read_escape(std::string_view text, std::size_t& i) {
  if (is_octal(text[i])) {
    int value = 0;
    const std::size_t end = i + 3;
    for (; i < end && i < text.size() && is_octal(text[i]); ++i)
      value = value * 8 + (text[i] - '0');
    --i;
    return static_cast<char>(value);
  }
  switch (text[i]) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return text[i];
  }
}

}  // namespace

std::optional<std::string> unquote(std::string_view literal) {
  if (literal.starts_with("u8")) literal.remove_prefix(2);
  if (literal.size() < 2 || !literal.starts_with('"') || !literal.ends_with('"'))
    return std::nullopt;
  const std::string_view text = literal.substr(1, literal.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '\\' && i + 1 < text.size();
    if (is_escape) ++i;
    result += is_escape ? read_escape(text, i) : text[i];
  }
  return result;
}

}  // namespace vgen::tool::frontend
