#include "runtime/src/json/print_number.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>

using vgen::json::detail::longest_number;
using vgen::json::detail::print_integer;
using vgen::json::detail::print_natural;
using vgen::json::detail::print_number;

namespace {

template <class T>
std::string printed(T value) {
  char text[longest_number];
  return {text, print_number(text, value)};
}

/// The digits that carry the value: without sign, point, exponent and zeros at the ends.
std::string significant(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(0, text.find('e'))) {
    if (c >= '0' && c <= '9' && !(digits.empty() && c == '0')) digits += c;
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits;
}

/// Whether the text reads back as the value and has as few digits as the standard library's.
template <class T>
bool is_shortest(T value) {
  const std::string text = printed(value);
  T read{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size() || read != value) return false;
  const std::string_view mantissa = std::string_view(text).substr(0, text.find('e'));
  if (mantissa.find('.') != mantissa.npos && mantissa.back() == '0') return false;
  if (std::is_same_v<T, float> && std::trunc(value) == value && std::fabs(value) < 1e15F)
    return text == std::to_string(static_cast<std::int64_t>(value)) || value == 0;
  char other[64];
  const char* const other_end =
      std::to_chars(other, other + sizeof other, value, std::chars_format::scientific).ptr;
  return significant(text).size() ==
         significant(std::string_view(other, static_cast<std::size_t>(other_end - other))).size();
}

}  // namespace

TEST_CASE("print_number: the layout of RFC 8785, appendix B", "[json]") {
  const auto of_bits = [](std::uint64_t bits) { return printed(std::bit_cast<double>(bits)); };
  CHECK(of_bits(0x0000000000000000) == "0");
  CHECK(of_bits(0x8000000000000000) == "-0");  // our own: the sign is kept
  CHECK(of_bits(0x0000000000000001) == "5e-324");
  CHECK(of_bits(0x8000000000000001) == "-5e-324");
  CHECK(of_bits(0x7fefffffffffffff) == "1.7976931348623157e+308");
  CHECK(of_bits(0xffefffffffffffff) == "-1.7976931348623157e+308");
  CHECK(of_bits(0x4340000000000000) == "9007199254740992");
  CHECK(of_bits(0xc340000000000000) == "-9007199254740992");
  CHECK(of_bits(0x4430000000000000) == "295147905179352830000");
  CHECK(of_bits(0x44b52d02c7e14af5) == "9.999999999999997e+22");
  CHECK(of_bits(0x44b52d02c7e14af6) == "1e+23");
  CHECK(of_bits(0x44b52d02c7e14af7) == "1.0000000000000001e+23");
  CHECK(of_bits(0x444b1ae4d6e2ef4e) == "999999999999999700000");
  CHECK(of_bits(0x444b1ae4d6e2ef4f) == "999999999999999900000");
  CHECK(of_bits(0x444b1ae4d6e2ef50) == "1e+21");
  CHECK(of_bits(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
  CHECK(of_bits(0x3eb0c6f7a0b5ed8d) == "0.000001");
  CHECK(of_bits(0x41b3de4355555553) == "333333333.3333332");
  CHECK(of_bits(0x41b3de4355555554) == "333333333.33333325");
  CHECK(of_bits(0x41b3de4355555555) == "333333333.3333333");
  CHECK(of_bits(0x41b3de4355555556) == "333333333.3333334");
  CHECK(of_bits(0x41b3de4355555557) == "333333333.33333343");
  CHECK(of_bits(0xbecbf647612f3696) == "-0.0000033333333333333333");
  CHECK(of_bits(0x43143ff3c1cb0959) == "1424953923781206.2");
}

TEST_CASE("print_number: floats have the digits of a float", "[json]") {
  CHECK(printed(0.1F) == "0.1");
  CHECK(printed(16777216.0F) == "16777216");
  CHECK(printed(3.4e38F) == "3.4e+38");
  CHECK(printed(std::numeric_limits<float>::denorm_min()) == "1e-45");
}

TEST_CASE("print_number: what it prints is the shortest that reads back", "[json]") {
  std::mt19937_64 random(20261128);
  for (int i = 0; i < 200'000; ++i) {
    const auto any = std::bit_cast<double>(random());
    if (std::isfinite(any) && !is_shortest(any)) FAIL_CHECK(printed(any));
    const auto single = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
    if (std::isfinite(single) && !is_shortest(single)) FAIL_CHECK(printed(single));
    // Few digits, and their neighbours, which have many.
    const double price = static_cast<double>(random() % 1'000'000'000'000'000) /
                         std::pow(10.0, static_cast<double>(random() % 7));
    for (const double value : {price, -price, std::nextafter(price, 0.0), price * 1e-7}) {
      if (!is_shortest(value)) FAIL_CHECK(printed(value));
    }
  }
}

TEST_CASE("print_integer: every length", "[json]") {
  const auto integer = [](std::int64_t value) {
    char text[longest_number];
    return std::string(text, print_integer(text, value));
  };
  const auto natural = [](std::uint64_t value) {
    char text[longest_number];
    return std::string(text, print_natural(text, value));
  };
  std::uint64_t power = 1;
  for (int digits = 0; digits < 20; ++digits, power *= 10) {
    for (const std::uint64_t value : {power - 1, power, power + 1, power * 9 / 7}) {
      CHECK(natural(value) == std::to_string(value));
      const auto as_signed = static_cast<std::int64_t>(value);
      CHECK(integer(as_signed) == std::to_string(as_signed));
      CHECK(integer(-(as_signed / 2)) == std::to_string(-(as_signed / 2)));
    }
  }
  CHECK(natural(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(integer(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(integer(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
}
