#include "print_number.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace vgen::json::detail {

namespace {

constexpr std::uint64_t eight_digits = 100'000'000;

/// "00", "01" … "99"; the first digit is the lowest byte.
constexpr std::array<std::uint16_t, 100> pairs = [] {
  std::array<std::uint16_t, 100> digits{};
  for (unsigned i = 0; i < 100; ++i) {
    digits[i] = static_cast<std::uint16_t>('0' + i / 10 + (('0' + i % 10) << 8));
  }
  return digits;
}();

/// The four digits of a number below 10^4; the first digit is the lowest byte.
inline std::uint32_t digits_of(std::uint32_t value) noexcept {
  return pairs[value / 100] | std::uint32_t{pairs[value % 100]} << 16;
}

inline void put_word(char* to, std::uint32_t digits) noexcept {
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
  digits = __builtin_bswap32(digits);
#endif
  std::memcpy(to, &digits, 4);
}

/// Writes eight digits, with leading zeros.
inline void put_8(char* to, std::uint32_t value) noexcept {
  put_word(to, digits_of(value / 10'000));
  put_word(to + 4, digits_of(value % 10'000));
}

/// Writes one to four digits without a branch, because a branch would often be predicted wrongly.
/// Writes four bytes.
inline char* print_below_10_000(char* to, std::uint32_t value) noexcept {
  const int count = 1 + (value >= 10 ? 1 : 0) + (value >= 100 ? 1 : 0) + (value >= 1000 ? 1 : 0);
  put_word(to, digits_of(value) >> 8 * (4 - count));
  return to + count;
}

inline char* print_below_100_000_000(char* to, std::uint32_t value) noexcept {
  if (value < 10'000) return print_below_10_000(to, value);
  to = print_below_10_000(to, value / 10'000);
  put_word(to, digits_of(value % 10'000));
  return to + 4;
}

/// A number without its sign: `digits` × 10^`exponent`. The last digit is not zero.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

char* print_exponent(char* to, int exponent) noexcept {
  *to++ = 'e';
  *to++ = exponent < 0 ? '-' : '+';
  return print_below_10_000(to, static_cast<std::uint32_t>(std::abs(exponent)));
}

/// Prints the digits without an exponent from 1e-6 to 1e21, otherwise with an exponent.
char* print_decimal(char* to, const Decimal& decimal) noexcept {
  char* const digits = to + 1;  // one place for the point
  char* const digits_end = print_natural(digits, decimal.digits);
  const auto count = static_cast<int>(digits_end - digits);
  const int before_point = count + decimal.exponent;
  if (before_point > 21 || before_point < -5) {
    to[0] = digits[0];
    to[1] = '.';
    return print_exponent(count == 1 ? to + 1 : digits_end, before_point - 1);
  }
  if (before_point <= 0) {
    const int zeros = 2 - before_point;  // "0." and the zeros after it
    std::memmove(to + zeros, digits, static_cast<std::size_t>(count));
    std::memset(to, '0', static_cast<std::size_t>(zeros));
    to[1] = '.';
    return to + zeros + count;
  }
  if (before_point >= count) {
    char* end = print_natural(to, decimal.digits);
    for (int i = 0; i < decimal.exponent; ++i) *end++ = '0';
    return end;
  }
  for (int i = 0; i < before_point; ++i) to[i] = digits[i];
  to[before_point] = '.';
  return digits_end;
}

Decimal without_zeros(std::uint64_t digits, int exponent) noexcept {
  for (; digits % 10 == 0; ++exponent) digits /= 10;
  return {digits, exponent};
}

/// Finds a number with few digits, as in prices and measurements, without the general algorithm.
/// Two decimals of up to 15 digits are never the same double, so a decimal that reads back as the
/// value is the shortest.
bool few_digits(double value, Decimal& decimal) noexcept {
  constexpr double scale = 1000;
  constexpr double limit = 1e15;
  constexpr double rounded_twice = 2.5e-16;  // the largest relative error of the scaling
  const double scaled = value * scale;
  if (!(scaled < limit)) return false;
  // Not negative, and far below 2^53, so the sum is exact enough. A wrong digit is found below.
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): lround is a call, and this is the usual case
  const auto digits = static_cast<std::uint64_t>(scaled + 0.5);
  const auto whole = static_cast<double>(digits);
  if (std::fabs(scaled - whole) > scaled * rounded_twice) return false;
  if (digits == 0 || whole / scale != value) return false;
  decimal = without_zeros(digits, -3);
  return true;
}

template <class T>
Decimal shortest(T value) noexcept {
  // fmt has the algorithm (Dragonbox) but no public name for it. Its public formatting would double
  // the cost.
  const auto found = fmt::detail::dragonbox::to_decimal(value);
  return {found.significand, found.exponent};
}

/// Writes the sign and removes it from the value.
template <class T>
char* print_sign(char* to, T& value) noexcept {
  if (std::signbit(value)) *to++ = '-';
  value = std::fabs(value);
  return to;
}

}  // namespace

char* print_natural(char* to, std::uint64_t value) noexcept {
  if (value < eight_digits) return print_below_100_000_000(to, static_cast<std::uint32_t>(value));
  const std::uint64_t upper = value / eight_digits;
  if (upper < eight_digits) {
    to = print_below_100_000_000(to, static_cast<std::uint32_t>(upper));
  } else {
    to = print_below_10_000(to, static_cast<std::uint32_t>(upper / eight_digits));
    put_8(to, static_cast<std::uint32_t>(upper % eight_digits));
    to += 8;
  }
  put_8(to, static_cast<std::uint32_t>(value % eight_digits));
  return to + 8;
}

char* print_number(char* to, double value) noexcept {
  to = print_sign(to, value);
  if (value == 0) return print_natural(to, 0);
  Decimal decimal;
  return print_decimal(to, few_digits(value, decimal) ? decimal : shortest(value));
}

char* print_number(char* to, float value) noexcept {
  to = print_sign(to, value);
  constexpr float exact = 1e15F;
  if (value < exact && std::trunc(value) == value)
    return print_natural(to, static_cast<std::uint64_t>(value));
  return print_decimal(to, shortest(value));
}

}  // namespace vgen::json::detail
