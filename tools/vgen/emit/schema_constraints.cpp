#include "tools/vgen/emit/schema_constraints.hpp"

#include "tools/vgen/emit/json_decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace vgen::emit {
namespace {

struct Range {
  std::string minimum;
  std::string maximum;
};

/// Keeps the tighter one of an inclusive and an exclusive limit: linters refuse the pair, and one of them says nothing.
void keep_tighter(std::optional<std::string>& inclusive, std::optional<std::string>& exclusive, bool is_lower) {
  if (!inclusive || !exclusive) return;
  const auto order = is_lower ? compare_numbers(*inclusive, *exclusive) : compare_numbers(*exclusive, *inclusive);
  (order > 0 ? exclusive : inclusive).reset();
}

model::Constraints narrowed(Range range, model::Constraints constraints) {
  auto& [minimum, maximum] = range;
  if (!constraints.minimum || compare_numbers(*constraints.minimum, minimum) < 0) constraints.minimum = std::move(minimum);
  if (!constraints.maximum || compare_numbers(*constraints.maximum, maximum) > 0) constraints.maximum = std::move(maximum);
  keep_tighter(constraints.minimum, constraints.exclusive_minimum, true);
  keep_tighter(constraints.maximum, constraints.exclusive_maximum, false);
  return constraints;
}

}  // namespace

IntegerRange range_of(const model::Integer& integer) {
  constexpr std::int64_t safe = 9'007'199'254'740'991;
  const std::int64_t highest = integer.bits >= 64 ? safe : (std::int64_t{1} << (integer.is_signed ? integer.bits - 1 : integer.bits)) - 1;
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
  if (number.bits == 32) return narrowed({"-3.4028234663852886e+38", "3.4028234663852886e+38"}, std::move(constraints));
  keep_tighter(constraints.minimum, constraints.exclusive_minimum, true);
  keep_tighter(constraints.maximum, constraints.exclusive_maximum, false);
  return constraints;
}

bool has_constraints(const model::Constraints& constraints) {
  return constraints != model::Constraints{};
}

}  // namespace vgen::emit
