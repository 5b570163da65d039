/// Writes numbers as JSON text.
#pragma once

#include <cstdint>

namespace vgen::json::detail {

/// The room that the functions below need. They may write after the end that they return.
inline constexpr int longest_number = 32;

/// Writes a natural number in decimal and returns the end. At most 20 characters.
char* print_natural(char* to, std::uint64_t value) noexcept;

/// Writes an integer in decimal and returns the end. At most 20 characters.
inline char* print_integer(char* to, std::int64_t value) noexcept {
  auto natural = static_cast<std::uint64_t>(value);
  if (value < 0) {
    *to++ = '-';
    natural = 0 - natural;
  }
  return print_natural(to, natural);
}

/// Writes the shortest text that reads back as the same number, in the format of ECMAScript and
/// RFC 8785 (section 3.2.2.3), except that a negative zero has a sign. Returns the end. The value
/// must be finite.
///
/// Integers of type float are exact below 1e15, because most readers read them as doubles.
char* print_number(char* to, double value) noexcept;
char* print_number(char* to, float value) noexcept;

}  // namespace vgen::json::detail
