/// The escapes of JSON strings (RFC 8259, section 7).
#pragma once

#include <string>

namespace vgen::json::detail {

/// The value of four hexadecimal digits at `p`; negative if one of them is not a digit.
[[nodiscard]] int code_unit(const char* p, const char* end);

constexpr bool is_high_surrogate(int unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
constexpr bool is_low_surrogate(int unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Appends the text of a JSON string whose escapes were checked. `p` to `end` is its inside.
void append_unescaped(std::string& out, const char* p, const char* end);

}  // namespace vgen::json::detail
