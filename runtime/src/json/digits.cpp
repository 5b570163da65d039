#include <vgen/json/digits.hpp>

#include <vgen/json/reader.hpp>
#include <vgen/json/writer.hpp>

#include <cstddef>
#include <string>

namespace vgen::json::detail {

namespace {

/// Any `WideInteger` within the 64 bits of a signed or an unsigned integer.
std::string text_of(WideInteger value) {
  return value < 0 ? std::to_string(static_cast<std::int64_t>(value))
                   : std::to_string(static_cast<std::uint64_t>(value));
}

/// The value as JSON that keeps every digit with any reader.
std::string limit_of(WideInteger value) {
  return value > max_integer || value < -max_integer ? '"' + text_of(value) + '"' : text_of(value);
}

bool broken(FaultSite& site, std::string_view code, WideInteger limit, std::string_view words) {
  site.fault(code, limit_of(limit), std::string(words) + text_of(limit));
  return false;
}

bool is_canonical(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
    if (text == "0") return false;
  }
  if (text.empty() || (text[0] == '0' && text.size() > 1)) return false;
  return text.find_first_not_of("0123456789") == text.npos;
}

bool check(FaultSite& site, WideInteger value, const WideRule& rule) {
  bool good = true;
  if (value < rule.minimum) good = broken(site, "minimum", rule.minimum, "must be at least ");
  if (value > rule.maximum) good = broken(site, "maximum", rule.maximum, "must be at most ");
  if (rule.exclusive_minimum.set && value <= rule.exclusive_minimum.value)
    good = broken(site, "exclusiveMinimum", rule.exclusive_minimum.value, "must be greater than ");
  if (rule.exclusive_maximum.set && value >= rule.exclusive_maximum.value)
    good = broken(site, "exclusiveMaximum", rule.exclusive_maximum.value, "must be less than ");
  if (rule.multiple_of != 0 && value % rule.multiple_of != 0)
    good = broken(site, "multipleOf", rule.multiple_of, "must be a multiple of ");
  return good;
}

}  // namespace

bool parse_digits(FaultSite& site, std::string_view text, const WideRule& rule,
                  WideInteger& value) {
  if (!is_canonical(text)) {
    site.fault("pattern", rule.lowest < 0 ? R"("^(0|-?[1-9][0-9]*)$")" : R"("^(0|[1-9][0-9]*)$")",
               "must be the digits of an integer from " + text_of(rule.lowest) + " to " +
                   text_of(rule.highest));
    return false;
  }
  const bool negative = text[0] == '-';
  constexpr std::size_t most = 20;  // characters of any 64-bit integer
  value = text.size() > most ? WideInteger{rule.highest} + 1 : 0;
  for (std::size_t i = negative ? 1 : 0; i < text.size() && text.size() <= most; ++i)
    value = value * 10 + (text[i] - '0');
  if (negative) value = text.size() > most ? WideInteger{rule.lowest} - 1 : -value;
  if (value < rule.lowest) return broken(site, "minimum", rule.lowest, "must be at least ");
  if (value > rule.highest) return broken(site, "maximum", rule.highest, "must be at most ");
  return check(site, value, rule);
}

bool read_digits(Reader& in, const WideRule& rule, WideInteger& value) {
  std::string_view text;
  if (in.peek() != '"')
    return in.wrong_type("string", "must be an integer as a string of digits"), false;
  return in.view(text) && parse_digits(in, text, rule, value);
}

void write_digits(Writer& out, WideInteger value) {
  out.plain_string(text_of(value));
}

}  // namespace vgen::json::detail
