#include "tools/vgen/analysis/types/bounds.hpp"

#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <vgen/json/reader.hpp>

#include <fmt/format.h>

#include <limits>

namespace vgen::tool::analysis {
namespace {

BoundFault no_number(const WrittenBound& bound, std::string_view what) {
  return {.message = fmt::format("'@{}' needs {}, not '{}'", bound.tag, what, bound.argument),
          .help = fmt::format("for example '@{} 1'", bound.tag)};
}

/// Whether a text is a number of JSON, of any size.
bool is_number(const std::string& text) {
  Faults faults;
  json::Reader in(text, faults);
  const char first = in.peek();
  in.skip();
  return (first == '-' || (first >= '0' && first <= '9')) && in.finish();
}

struct Range {
  std::string smallest;
  std::string largest;
};

BoundFault check_range(const Range& range, const std::string& argument) {
  if (compare_numbers(argument, range.smallest) >= 0 &&
      compare_numbers(argument, range.largest) <= 0)
    return {};
  return {.message = fmt::format("{} is outside the type's range", argument),
          .help = fmt::format("the type holds values from {} to {}", range.smallest, range.largest),
          .is_range = true};
}

BoundFault check_integer(const model::Integer& integer, const WrittenBound& bound,
                         bool wire_string) {
  const bool has_digits_only = bound.argument.find_first_of(".eE") == std::string::npos;
  if (!is_number(bound.argument) || !has_digits_only) return no_number(bound, "a whole number");
  if (bound.is_step && compare_numbers(bound.argument, "0") <= 0)
    return no_number(bound, "a number above 0");
  const auto [smallest, largest] = integer_range(integer, wire_string);
  return check_range({std::to_string(smallest), std::to_string(largest)}, bound.argument);
}

template <class Number>
BoundFault check_float(const WrittenBound& bound) {
  if (!is_number(bound.argument)) return no_number(bound, "a number");
  if (bound.is_step && compare_numbers(bound.argument, "0") <= 0)
    return no_number(bound, "a number above 0");
  using Limits = std::numeric_limits<Number>;
  // Readers keep a step as a double, where a smaller one would become zero.
  const double smallest =
      bound.is_step ? std::numeric_limits<double>::denorm_min() : double{Limits::lowest()};
  return check_range({fmt::format("{}", smallest), fmt::format("{}", double{Limits::max()})},
                     bound.argument);
}

struct Pair {
  const std::optional<std::string>& lower;
  const std::optional<std::string>& upper;
  bool exclusive;
};

template <class Count>
std::optional<std::string> contradiction(const std::optional<Count>& lower,
                                         const std::optional<Count>& upper, std::string_view what) {
  if (!lower || !upper || *lower <= *upper) return std::nullopt;
  return fmt::format("the smallest {}, {}, is above the largest, {}", what, *lower, *upper);
}

}  // namespace

BoundFault check_bound(const model::Type& type, const WrittenBound& bound, bool wire_string) {
  if (const auto* integer = std::get_if<model::Integer>(&type.kind))
    return check_integer(*integer, bound, wire_string);
  if (const auto* number = std::get_if<model::Float>(&type.kind))
    return number->bits == 32 ? check_float<float>(bound) : check_float<double>(bound);
  return {};
}

std::optional<std::string> find_contradiction(const model::Constraints& constraints) {
  const Pair pairs[] = {{constraints.minimum, constraints.maximum, false},
                        {constraints.exclusive_minimum, constraints.maximum, true},
                        {constraints.minimum, constraints.exclusive_maximum, true},
                        {constraints.exclusive_minimum, constraints.exclusive_maximum, true}};
  for (const Pair& pair : pairs) {
    if (!pair.lower || !pair.upper) continue;
    const auto order = compare_numbers(*pair.lower, *pair.upper);
    if (order > 0 || (pair.exclusive && order == 0)) {
      return fmt::format("the lower bound {} is {} the upper bound {}", *pair.lower,
                         order > 0 ? "above" : "not below", *pair.upper);
    }
  }
  if (auto found = contradiction(constraints.min_length, constraints.max_length, "length"))
    return found;
  if (auto found = contradiction(constraints.min_items, constraints.max_items, "number of items"))
    return found;
  return contradiction(constraints.min_properties, constraints.max_properties, "number of members");
}

}  // namespace vgen::tool::analysis
