#include "tools/vgen/support/json_decimal.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

namespace vgen::tool {
namespace {

/// ±0.DIGITS × 10^exponent, without zeros at either end of the digits; zero has none.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

std::int64_t read_exponent(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc::result_out_of_range) return exponent;
  return (text.starts_with('-') ? std::numeric_limits<std::int64_t>::min()
                                : std::numeric_limits<std::int64_t>::max()) /
         2;
}

Decimal read_decimal(std::string_view text) {
  Decimal decimal{.negative = text.starts_with('-'), .digits = {}, .exponent = 0};
  if (decimal.negative) text.remove_prefix(1);
  if (const auto e = text.find_first_of("eE"); e != text.npos) {
    decimal.exponent = read_exponent(text.substr(e + 1));
    text = text.substr(0, e);
  }
  const std::string_view whole = text.substr(0, text.find('.'));
  decimal.exponent += static_cast<std::int64_t>(whole.size());
  decimal.digits = whole;
  if (whole.size() < text.size()) decimal.digits += text.substr(whole.size() + 1);

  const auto first = decimal.digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  decimal.digits.erase(0, first);
  decimal.exponent -= static_cast<std::int64_t>(first);
  return decimal;
}

std::strong_ordering compare_magnitudes(const Decimal& left, const Decimal& right) {
  if (left.digits.empty() || right.digits.empty())
    return left.digits.size() <=> right.digits.size();
  if (left.exponent != right.exponent) return left.exponent <=> right.exponent;
  return left.digits <=> right.digits;
}

}  // namespace

std::strong_ordering compare_numbers(std::string_view left, std::string_view right) {
  const Decimal l = read_decimal(left);
  const Decimal r = read_decimal(right);
  if (l.negative != r.negative)
    return l.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return l.negative ? compare_magnitudes(r, l) : compare_magnitudes(l, r);
}

}  // namespace vgen::tool
