#include "print_number.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace vgen::json::detail {

namespace {

/// "000102…99": two digits at a time halve the divisions.
constexpr std::array<char, 200> pairs = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

// Each writes exactly so many digits, with leading zeros.

inline void put_2(char* to, std::uint32_t value) noexcept {
  std::memcpy(to, pairs.data() + std::size_t{2} * value, 2);
}

inline void put_4(char* to, std::uint32_t value) noexcept {
  put_2(to, value / 100);
  put_2(to + 2, value % 100);
}

inline void put_8(char* to, std::uint32_t value) noexcept {
  put_4(to, value / 10'000);
  put_4(to + 4, value % 10'000);
}

inline char* print_below_100(char* to, std::uint32_t value) noexcept {
  if (value < 10) {
    *to = static_cast<char>('0' + value);
    return to + 1;
  }
  put_2(to, value);
  return to + 2;
}

inline char* print_below_10_000(char* to, std::uint32_t value) noexcept {
  if (value < 100) return print_below_100(to, value);
  char* const rest = print_below_100(to, value / 100);
  put_2(rest, value % 100);
  return rest + 2;
}

inline char* print_below_100_000_000(char* to, std::uint32_t value) noexcept {
  if (value < 10'000) return print_below_10_000(to, value);
  char* const rest = print_below_10_000(to, value / 10'000);
  put_4(rest, value % 10'000);
  return rest + 4;
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

/// Lays the digits out: as they are from 1e-6 to 1e21, else with an exponent.
char* print_decimal(char* to, const Decimal& decimal) noexcept {
  char* const digits = to + 1;  // one place is left for the point
  char* const digits_end = print_natural(digits, decimal.digits);
  const auto count = static_cast<int>(digits_end - digits);
  const int before_point = count + decimal.exponent;
  if (before_point > 21 || before_point < -5) {
    to[0] = digits[0];
    to[1] = '.';
    return print_exponent(count == 1 ? to + 1 : digits_end, before_point - 1);
  }
  if (before_point <= 0) {
    const int zeros = 2 - before_point;  // "0." and those behind it
    std::memmove(to + zeros, digits, static_cast<std::size_t>(count));
    std::memset(to, '0', static_cast<std::size_t>(zeros));
    to[1] = '.';
    return to + zeros + count;
  }
  if (before_point >= count) {
    std::memmove(to, digits, static_cast<std::size_t>(count));
    std::memset(to + count, '0', static_cast<std::size_t>(decimal.exponent));
    return to + before_point;
  }
  std::memmove(to, digits, static_cast<std::size_t>(before_point));
  to[before_point] = '.';
  return digits_end;
}

Decimal without_zeros(std::uint64_t digits, int exponent) noexcept {
  for (; digits % 10 == 0; ++exponent) digits /= 10;
  return {digits, exponent};
}

/// Finds a number of few digits, as instruments and prices have them, without the general
/// algorithm. Two decimals of up to 15 digits are never the same double, so that one that reads
/// back as the value is the shortest.
bool few_digits(double value, Decimal& decimal) noexcept {
  constexpr double scale = 1000;
  constexpr double limit = 1e15;
  const double scaled = value * scale;
  if (!(scaled < limit)) return false;
  const auto digits = static_cast<std::uint64_t>(scaled + 0.5);
  if (digits == 0 || static_cast<double>(digits) / scale != value) return false;
  decimal = without_zeros(digits, -3);
  return true;
}

template <class T>
Decimal shortest(T value) noexcept {
  // fmt has the algorithm (Dragonbox) and no public name for it; its formatting costs as much again.
  const auto found = fmt::detail::dragonbox::to_decimal(value);
  return without_zeros(found.significand, found.exponent);
}

/// Writes the sign and leaves the value without it.
template <class T>
char* print_sign(char* to, T& value) noexcept {
  if (std::signbit(value)) *to++ = '-';
  value = std::fabs(value);
  return to;
}

}  // namespace

char* print_natural(char* to, std::uint64_t value) noexcept {
  constexpr std::uint64_t eight_digits = 100'000'000;
  if (value < eight_digits) return print_below_100_000_000(to, static_cast<std::uint32_t>(value));
  char* const rest = print_natural(to, value / eight_digits);
  put_8(rest, static_cast<std::uint32_t>(value % eight_digits));
  return rest + 8;
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
