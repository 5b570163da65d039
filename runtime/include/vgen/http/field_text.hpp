/// The parts of a field's value that many fields share (RFC 9110, section 5.6).
#pragma once

#include <string_view>

namespace vgen::detail {

/// Without the blanks around it: `OWS`, section 5.6.3.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Removes the text before the next separator from the front and returns it, trimmed. It does not
/// know quoted strings.
[[nodiscard]] std::string_view take_part(std::string_view& rest, char separator) noexcept;

/// The value of a hexadecimal digit in either case; -1 for another character.
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The largest weight of a media range or coding.
inline constexpr int full_weight = 1000;

/// The weight `q` among parameters such as `charset=utf-8;q=0.25`, in thousandths (section 12.4.2).
/// One that is absent or malformed is the largest.
[[nodiscard]] int weight_in(std::string_view parameters) noexcept;

}  // namespace vgen::detail
