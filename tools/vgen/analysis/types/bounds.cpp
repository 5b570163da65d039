#include "tools/vgen/analysis/types/bounds.hpp"

#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/analysis/types/type_facts.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace vgen::tool::analysis {
namespace {

BoundFault no_number(std::string_view tag, const std::string& argument, std::string_view what) {
  return {.message = fmt::format("'@{}' needs {}, not '{}'", tag, what, argument),
          .help = fmt::format("for example '@{} 1'", tag)};
}

BoundFault beyond(const std::string& argument, std::string smallest, std::string largest) {
  return {.message = fmt::format("{} is outside the type's range", argument),
          .help = fmt::format("the type holds values from {} to {}", smallest, largest),
          .is_range = true};
}

/// Whether a whole number lies in a range, as far as 64 bits, signed or not, can tell.
bool is_within(const IntegerRange& range, const std::string& digits) {
  const char* const begin = digits.data();
  const char* const end = begin + digits.size();
  std::int64_t negative = 0;
  if (digits.starts_with('-'))
    return std::from_chars(begin, end, negative).ec == std::errc() && negative >= range.smallest;
  std::uint64_t positive = 0;
  return std::from_chars(begin, end, positive).ec == std::errc() && positive <= range.largest;
}

BoundFault check_integer(const model::Integer& integer, std::string_view tag,
                         const std::string& argument, bool wire_string) {
  const bool has_digits_only =
      argument.find_first_not_of("0123456789", argument.starts_with('-') ? 1 : 0) ==
      std::string::npos;
  if (!has_digits_only || !Json::accept(argument))
    return no_number(tag, argument, "a whole number");
  const bool is_positive =
      !argument.starts_with('-') && argument.find_first_not_of('0') != std::string::npos;
  if (tag == "multipleOf" && !is_positive) return no_number(tag, argument, "a number above 0");
  const IntegerRange range = integer_range(integer, wire_string);
  if (is_within(range, argument)) return {};
  return beyond(argument, std::to_string(range.smallest), std::to_string(range.largest));
}

BoundFault check_float(const model::Float& type, std::string_view tag,
                       const std::string& argument) {
  const Json value = Json::parse(argument, nullptr, false);
  if (!value.is_number()) return no_number(tag, argument, "a number");
  const double number = value.get<double>();
  if (tag == "multipleOf" && number <= 0) return no_number(tag, argument, "a number above 0");
  const double largest = type.bits == 32 ? static_cast<double>(std::numeric_limits<float>::max())
                                         : std::numeric_limits<double>::max();
  if (std::abs(number) <= largest) return {};
  return beyond(argument, fmt::format("{}", -largest), fmt::format("{}", largest));
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

BoundFault check_bound(const model::Type& type, std::string_view tag, const std::string& argument,
                       bool wire_string) {
  if (const auto* integer = std::get_if<model::Integer>(&type.kind))
    return check_integer(*integer, tag, argument, wire_string);
  if (const auto* number = std::get_if<model::Float>(&type.kind))
    return check_float(*number, tag, argument);
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
