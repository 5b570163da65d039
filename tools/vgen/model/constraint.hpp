#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace vgen::tool::model {

/// The limits of a value, in the words of JSON Schema, and how it crosses the wire. Numbers are
/// kept as JSON text, so that no digit is lost.
struct Constraints {
  std::optional<std::string> minimum;
  std::optional<std::string> maximum;
  std::optional<std::string> exclusive_minimum;
  std::optional<std::string> exclusive_maximum;
  std::optional<std::string> multiple_of;
  std::optional<std::uint64_t> min_length;  ///< In code points.
  std::optional<std::uint64_t> max_length;
  std::optional<std::string> pattern;  ///< ECMA-262, not anchored.
  std::optional<std::string> format;   ///< One of the formats of JSON Schema that vgen checks.
  std::optional<std::uint64_t> min_items;
  std::optional<std::uint64_t> max_items;
  std::optional<std::uint64_t> min_properties;
  std::optional<std::uint64_t> max_properties;
  bool unique_items = false;
  bool wire_string =
      false;  ///< `@wire string`: a 64 bit integer as a string of digits, in its full range.

  bool operator==(const Constraints&) const = default;
};

/// The values that a constraint is for.
enum class Constrained { nothing, numbers, strings, lists, maps };

/// What holds where a member and an alias of its type both have a constraint.
enum class Merge {
  larger,   ///< The larger limit: it is a lower bound.
  smaller,  ///< The smaller limit: it is an upper bound.
  only_one  ///< A reader checks one only, so that two different ones are refused.
};

/// Where the value of a constraint is kept, and what it is.
struct NumberLimit {
  std::optional<std::string> Constraints::* value;  ///< JSON text.
  bool is_step = false;                             ///< Not a bound: it is above 0.
};
struct CountLimit {
  std::optional<std::uint64_t> Constraints::* value;
};
struct PatternLimit {
  std::optional<std::string> Constraints::* value;
};
struct FormatLimit {
  std::optional<std::string> Constraints::* value;
};
struct FlagLimit {
  bool Constraints::* value;
};
using Limit = std::variant<NumberLimit, CountLimit, PatternLimit, FormatLimit, FlagLimit>;

/// A constraint that a tag sets.
struct ConstraintTag {
  std::string_view name;  ///< Of the tag, and the keyword of JSON Schema.
  Constrained constrained;
  Limit limit;
  Merge merge;
  int schema_place;              ///< Its rank among the keywords of a schema.
  std::string_view rule_member;  ///< Of the rule that the runtime's readers take.
};

/// Every constraint, in the order of the members of the runtime's rules.
inline constexpr ConstraintTag constraint_tags[] = {
    {"minimum", Constrained::numbers, NumberLimit{&Constraints::minimum}, Merge::larger, 2,
     "minimum"},
    {"maximum", Constrained::numbers, NumberLimit{&Constraints::maximum}, Merge::smaller, 4,
     "maximum"},
    {"exclusiveMinimum", Constrained::numbers, NumberLimit{&Constraints::exclusive_minimum},
     Merge::larger, 3, "exclusive_minimum"},
    {"exclusiveMaximum", Constrained::numbers, NumberLimit{&Constraints::exclusive_maximum},
     Merge::smaller, 5, "exclusive_maximum"},
    {"multipleOf", Constrained::numbers, NumberLimit{&Constraints::multiple_of, true},
     Merge::only_one, 6, "multiple_of"},
    {"minLength", Constrained::strings, CountLimit{&Constraints::min_length}, Merge::larger, 7,
     "min_length"},
    {"maxLength", Constrained::strings, CountLimit{&Constraints::max_length}, Merge::smaller, 8,
     "max_length"},
    {"pattern", Constrained::strings, PatternLimit{&Constraints::pattern}, Merge::only_one, 9,
     "pattern"},
    {"format", Constrained::strings, FormatLimit{&Constraints::format}, Merge::only_one, 1,
     "format"},
    {"minItems", Constrained::lists, CountLimit{&Constraints::min_items}, Merge::larger, 10,
     "min_items"},
    {"maxItems", Constrained::lists, CountLimit{&Constraints::max_items}, Merge::smaller, 11,
     "max_items"},
    {"uniqueItems", Constrained::lists, FlagLimit{&Constraints::unique_items}, Merge::larger, 12,
     "unique"},
    {"minProperties", Constrained::maps, CountLimit{&Constraints::min_properties}, Merge::larger,
     13, "min_properties"},
    {"maxProperties", Constrained::maps, CountLimit{&Constraints::max_properties}, Merge::smaller,
     14, "max_properties"},
};

/// The constraint of a tag's name; null if it has none.
const ConstraintTag* find_constraint(std::string_view name);

/// What holds if both hold: the narrowest of each limit. Of constraints of which one only can be
/// checked, that of `outer` is kept.
Constraints merge(Constraints outer, const Constraints& inner);

}  // namespace vgen::tool::model
