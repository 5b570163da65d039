/// The escapes of JSON strings (RFC 8259, section 7).
#pragma once

#include <string>

namespace vgen::json::detail {

/// The four hexadecimal digits at `p`; a negative number if they are none.
[[nodiscard]] int code_unit(const char* p, const char* end);

constexpr bool is_high_surrogate(int unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
constexpr bool is_low_surrogate(int unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Appends what the inside of a string stands for; its escapes have been checked.
void append_unescaped(std::string& out, const char* p, const char* end);

}  // namespace vgen::json::detail
