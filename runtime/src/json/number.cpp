#include "number.hpp"

#include "print_number.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>

namespace vgen::json::detail {

namespace {

bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') <= 9;
}

/// A number as its significant digits, without zeros at either end, times a power of ten. Views of
/// the text.
struct Decimal {
  bool negative = false;
  std::string_view before;  // significant digits before the point,
  std::string_view after;   // and after it; `digits` of both with what is between them
  std::int64_t exponent = 0;

  [[nodiscard]] bool zero() const { return before.empty() && after.empty(); }
  [[nodiscard]] std::size_t digits() const { return before.size() + after.size(); }
  [[nodiscard]] char digit(std::size_t index) const {
    return index < before.size() ? before[index] : after[index - before.size()];
  }
};

void strip_front(std::string_view& digits) {
  while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
}

std::size_t strip_back(std::string_view& digits) {
  std::size_t count = 0;
  for (; !digits.empty() && digits.back() == '0'; ++count) digits.remove_suffix(1);
  return count;
}

Decimal decompose(std::string_view number) {
  Decimal decimal;
  if (number.front() == '-') {
    decimal.negative = true;
    number.remove_prefix(1);
  }
  std::size_t i = 0;
  while (i < number.size() && is_digit(number[i])) ++i;
  decimal.before = number.substr(0, i);
  if (i < number.size() && number[i] == '.') {
    const std::size_t begin = ++i;
    while (i < number.size() && is_digit(number[i])) ++i;
    decimal.after = number.substr(begin, i - begin);
  }
  if (i < number.size()) {  // e or E
    ++i;
    const bool minus = number[i] == '-';
    if (minus || number[i] == '+') ++i;
    for (; i < number.size(); ++i) {
      // Far beyond what a text of any allowed size could make up for with digits.
      if (decimal.exponent < 1'000'000'000'000)
        decimal.exponent = decimal.exponent * 10 + (number[i] - '0');
    }
    if (minus) decimal.exponent = -decimal.exponent;
  }
  strip_back(decimal.after);
  decimal.exponent -= static_cast<std::int64_t>(decimal.after.size());
  if (decimal.after.empty())
    decimal.exponent += static_cast<std::int64_t>(strip_back(decimal.before));
  strip_front(decimal.before);
  if (decimal.before.empty()) strip_front(decimal.after);
  if (decimal.zero()) decimal.exponent = 0;
  return decimal;
}

bool from_text(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range) return true;
  // from_chars says the same of what is too great and of what is too small to be told from zero,
  // which is fine.
  const Decimal decimal = decompose(text);
  if (decimal.exponent + static_cast<std::int64_t>(decimal.digits()) > 0) return false;
  value = decimal.negative ? -0.0 : 0.0;
  return true;
}

}  // namespace

const char* scan_number(const char* p, const char* end, const char*& wrong) {
  const auto fail = [&] {
    wrong = p;
    return nullptr;
  };
  if (p != end && *p == '-') ++p;
  if (p == end || !is_digit(*p)) return fail();
  if (*p == '0') {
    ++p;
    if (p != end && is_digit(*p)) return fail();
  } else {
    while (p != end && is_digit(*p)) ++p;
  }
  if (p != end && *p == '.') {
    ++p;
    if (p == end || !is_digit(*p)) return fail();
    while (p != end && is_digit(*p)) ++p;
  }
  if (p != end && (*p == 'e' || *p == 'E')) {
    ++p;
    if (p != end && (*p == '+' || *p == '-')) ++p;
    if (p == end || !is_digit(*p)) return fail();
    while (p != end && is_digit(*p)) ++p;
  }
  return p;
}

bool integer_of(std::string_view number, std::int64_t& value) {
  const Decimal decimal = decompose(number);
  if (decimal.zero()) {
    value = 0;
    return true;
  }
  if (decimal.exponent < 0) return false;
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  value = decimal.negative ? lowest : highest;
  if (decimal.exponent + static_cast<std::int64_t>(decimal.digits()) > 18) return true;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < decimal.digits(); ++i) sum = sum * 10 + (decimal.digit(i) - '0');
  for (std::int64_t i = 0; i < decimal.exponent; ++i) sum *= 10;
  value = decimal.negative ? -sum : sum;
  return true;
}

bool number_of(std::string_view number, double& value) {
  return from_text(number, value);
}
bool number_of(std::string_view number, float& value) {
  double exact = 0;
  if (!from_text(number, exact) ||
      std::fabs(exact) > static_cast<double>(std::numeric_limits<float>::max()))
    return false;
  value = static_cast<float>(exact);
  return true;
}

std::string canonical_number(std::string_view number) {
  const Decimal decimal = decompose(number);
  if (decimal.zero()) return "0";
  std::string text = decimal.negative ? "-" : "";
  text.append(decimal.before).append(decimal.after);
  return text + 'e' + std::to_string(decimal.exponent);
}

std::string number_text(double value) {
  char buffer[longest_number];
  return {buffer, print_number(buffer, value)};
}

bool is_multiple(double value, double step) {
  if (value == 0) return true;
  // Both as integers of at most 17 digits times powers of ten; the rest is exact arithmetic modulo
  // the step's digits.
  const std::string texts[2] = {number_text(std::fabs(value)), number_text(std::fabs(step))};
  __extension__ using Wide = unsigned __int128;
  Wide digits[2]{};
  std::int64_t exponents[2]{};
  for (int i = 0; i < 2; ++i) {
    const Decimal decimal = decompose(texts[i]);
    for (std::size_t d = 0; d < decimal.digits(); ++d)
      digits[i] = digits[i] * 10 + static_cast<unsigned>(decimal.digit(d) - '0');
    exponents[i] = decimal.exponent;
  }
  std::int64_t shift = exponents[0] - exponents[1];
  if (shift < 0) {  // the step has to make up for it; the value's digits are at most 17
    for (; shift < 0; ++shift) {
      digits[1] *= 10;
      if (digits[1] > digits[0]) return false;
    }
    return digits[0] % digits[1] == 0;
  }
  Wide rest = digits[0] % digits[1];
  for (; shift > 0 && rest != 0; --shift) rest = rest * 10 % digits[1];
  return rest == 0;
}

}  // namespace vgen::json::detail
