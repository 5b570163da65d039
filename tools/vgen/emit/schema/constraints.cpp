#include "tools/vgen/emit/schema/constraints.hpp"

#include "tools/vgen/emit/schema/integer_pattern.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

std::vector<model::ConstraintTag> schema_order() {
  std::vector<model::ConstraintTag> tags(std::begin(model::constraint_tags),
                                         std::end(model::constraint_tags));
  std::ranges::sort(tags, {}, &model::ConstraintTag::schema_place);
  return tags;
}

/// Appends one keyword, if the constraint is set.
struct Keyword {
  Json& schema;
  std::string_view name;
  const model::Constraints& constraints;

  void operator()(model::NumberLimit limit) const {
    if (const auto& text = constraints.*limit.value) schema[std::string(name)] = json_number(*text);
  }
  void operator()(model::CountLimit limit) const { append(constraints.*limit.value); }
  void operator()(model::PatternLimit limit) const { append(constraints.*limit.value); }
  void operator()(model::FormatLimit limit) const { append(constraints.*limit.value); }
  void operator()(model::FlagLimit limit) const {
    if (constraints.*limit.value) schema[std::string(name)] = true;
  }

 private:
  template <class Value>
  void append(const std::optional<Value>& value) const {
    if (value) schema[std::string(name)] = *value;
  }
};

}  // namespace

std::string digits_pattern(const model::Integer& integer,
                           std::span<const model::Constraints* const> limits) {
  const auto [smallest, largest] = integer_range(integer, true);
  if (!integer.is_signed) {
    const auto [low, high] = range_within<std::uint64_t>(0, largest, limits);
    return natural_pattern(low, high);
  }
  const auto [low, high] = range_within(smallest, static_cast<std::int64_t>(largest), limits);
  return integer_pattern(low, high);
}

std::string key_pattern(const model::Integer& integer,
                        std::span<const model::Constraints* const> limits) {
  const auto [smallest, largest] = integer_range(integer, false);
  const auto [low, high] = range_within(smallest, static_cast<std::int64_t>(largest), limits);
  return integer_pattern(low, high);
}

void append_constraints(Json& schema, const model::Constraints& constraints) {
  for (const model::ConstraintTag& tag : schema_order())
    std::visit(Keyword{.schema = schema, .name = tag.name, .constraints = constraints}, tag.limit);
}

void append_constant(Json& schema, Json value) {
  schema["const"] = value;
  schema["enum"] = Json::array({std::move(value)});
}

std::string_view integer_format(const model::Integer& integer,
                                std::span<const model::Constraints* const> limits) {
  using Narrow = std::numeric_limits<std::int32_t>;
  const auto [smallest, largest] = integer_range(integer, false);
  const auto [low, high] = range_within(smallest, static_cast<std::int64_t>(largest), limits);
  return low >= Narrow::min() && high <= Narrow::max() ? "int32" : "int64";
}

model::Constraints limits_of(const model::Integer& integer, model::Constraints constraints) {
  const auto [smallest, largest] = integer_range(integer, false);
  return narrowed({std::to_string(smallest), std::to_string(largest)}, std::move(constraints));
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
