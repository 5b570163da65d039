#include "tools/vgen/emit/schema/constraints.hpp"

#include "tools/vgen/emit/schema/integer_pattern.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

struct Range {
  std::string minimum;
  std::string maximum;
};

/// Keeps the tighter one of an inclusive and an exclusive limit: linters refuse the pair, and one
/// of them says nothing.
void keep_tighter(std::optional<std::string>& inclusive, std::optional<std::string>& exclusive,
                  bool is_lower) {
  if (!inclusive || !exclusive) return;
  const auto order =
      is_lower ? compare_numbers(*inclusive, *exclusive) : compare_numbers(*exclusive, *inclusive);
  (order > 0 ? exclusive : inclusive).reset();
}

model::Constraints narrowed(Range range, model::Constraints constraints) {
  auto& [minimum, maximum] = range;
  if (!constraints.minimum || compare_numbers(*constraints.minimum, minimum) < 0)
    constraints.minimum = std::move(minimum);
  if (!constraints.maximum || compare_numbers(*constraints.maximum, maximum) > 0)
    constraints.maximum = std::move(maximum);
  keep_tighter(constraints.minimum, constraints.exclusive_minimum, true);
  keep_tighter(constraints.maximum, constraints.exclusive_maximum, false);
  return constraints;
}

bool is_below(const std::string& number, const model::Constraints& limits) {
  return (limits.minimum && compare_numbers(number, *limits.minimum) < 0) ||
         (limits.exclusive_minimum && compare_numbers(number, *limits.exclusive_minimum) <= 0);
}

bool is_above(const std::string& number, const model::Constraints& limits) {
  return (limits.maximum && compare_numbers(number, *limits.maximum) > 0) ||
         (limits.exclusive_maximum && compare_numbers(number, *limits.exclusive_maximum) >= 0);
}

/// The range within all limits. They are compared as texts, which may hold fractions and exponents,
/// so the ends are searched for.
template <class Number>
std::pair<Number, Number> range_within(Number lowest, Number highest,
                                       std::span<const model::Constraints* const> limits) {
  const auto below = [&](Number number) {
    return std::ranges::any_of(
        limits, [&](const auto* each) { return is_below(std::to_string(number), *each); });
  };
  const auto above = [&](Number number) {
    return std::ranges::any_of(
        limits, [&](const auto* each) { return is_above(std::to_string(number), *each); });
  };
  Number low = lowest;
  for (Number end = highest; low < end;) {
    const Number middle = std::midpoint(low, end);  // of two neighbours the first
    below(middle) ? low = middle + 1 : end = middle;
  }
  Number high = highest;
  for (Number begin = low; begin < high;) {
    const Number middle = std::midpoint(high, begin);  // of two neighbours the last
    above(middle) ? high = middle - 1 : begin = middle;
  }
  return {low, high};
}

}  // namespace

std::string digits_pattern(const model::Integer& integer,
                           std::span<const model::Constraints* const> limits) {
  if (!integer.is_signed) {
    const std::uint64_t highest = std::numeric_limits<std::uint64_t>::max() >> (64 - integer.bits);
    const auto [low, high] = range_within<std::uint64_t>(0, highest, limits);
    return natural_pattern(low, high);
  }
  const std::int64_t highest = std::numeric_limits<std::int64_t>::max() >> (64 - integer.bits);
  const auto [low, high] = range_within<std::int64_t>(-highest - 1, highest, limits);
  return integer_pattern(low, high);
}

std::string key_pattern(const model::Integer& integer,
                        std::span<const model::Constraints* const> limits) {
  const IntegerRange range = range_of(integer);
  const auto [low, high] = range_within(range.lowest, range.highest, limits);
  return integer_pattern(low, high);
}

IntegerRange range_of(const model::Integer& integer) {
  constexpr std::int64_t safe = 9'007'199'254'740'991;
  const std::int64_t highest =
      integer.bits >= 64
          ? safe
          : (std::int64_t{1} << (integer.is_signed ? integer.bits - 1 : integer.bits)) - 1;
  const std::int64_t lowest = !integer.is_signed ? 0 : integer.bits >= 64 ? -safe : -highest - 1;
  return {lowest, highest};
}

void append_constraints(Json& schema, const model::Constraints& constraints) {
  const auto number = [&](const char* keyword, const std::optional<std::string>& text) {
    if (text) schema[keyword] = json_number(*text);
  };
  const auto value = [&](const char* keyword, const auto& limit) {
    if (limit) schema[keyword] = *limit;
  };
  value("format", constraints.format);
  number("minimum", constraints.minimum);
  number("exclusiveMinimum", constraints.exclusive_minimum);
  number("maximum", constraints.maximum);
  number("exclusiveMaximum", constraints.exclusive_maximum);
  number("multipleOf", constraints.multiple_of);
  value("minLength", constraints.min_length);
  value("maxLength", constraints.max_length);
  value("pattern", constraints.pattern);
  value("minItems", constraints.min_items);
  value("maxItems", constraints.max_items);
  if (constraints.unique_items) schema["uniqueItems"] = true;
  value("minProperties", constraints.min_properties);
  value("maxProperties", constraints.max_properties);
}

model::Constraints limits_of(const model::Integer& integer, model::Constraints constraints) {
  const auto [lowest, highest] = range_of(integer);
  return narrowed({std::to_string(lowest), std::to_string(highest)}, std::move(constraints));
}

model::Constraints limits_of(const model::Float& number, model::Constraints constraints) {
  if (number.bits == 32)
    return narrowed({"-3.4028234663852886e+38", "3.4028234663852886e+38"}, std::move(constraints));
  keep_tighter(constraints.minimum, constraints.exclusive_minimum, true);
  keep_tighter(constraints.maximum, constraints.exclusive_maximum, false);
  return constraints;
}

bool has_constraints(const model::Constraints& constraints) {
  model::Constraints limits = constraints;
  limits.wire_string = false;
  return limits != model::Constraints{};
}

}  // namespace vgen::tool::emit
