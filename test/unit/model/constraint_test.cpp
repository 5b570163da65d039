#include "tools/vgen/model/constraint.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <variant>

namespace vgen::tool::test {
namespace {

using model::Constraints;
using model::merge;

TEST_CASE("constraint: of two limits the narrower one holds", "[model]") {
  CHECK(merge({.minimum = "1", .max_length = 9}, {.minimum = "0.5e1", .max_length = 10}) ==
        Constraints{.minimum = "0.5e1", .max_length = 9});
  CHECK(
      merge({.exclusive_maximum = "9007199254740993"}, {.exclusive_maximum = "9007199254740992"}) ==
      Constraints{.exclusive_maximum = "9007199254740992"});
  CHECK(merge({}, {.min_items = 1, .max_properties = 2}) ==
        Constraints{.min_items = 1, .max_properties = 2});
}

TEST_CASE("constraint: what only one reader checks is that of the outer one", "[model]") {
  CHECK(merge({.multiple_of = "2", .pattern = "a"}, {.multiple_of = "3", .format = "date"}) ==
        Constraints{.multiple_of = "2", .pattern = "a", .format = "date"});
}

TEST_CASE("constraint: flags add up", "[model]") {
  CHECK(merge({.unique_items = true}, {.wire_string = true}) ==
        Constraints{.unique_items = true, .wire_string = true});
}

/// Sets what a limit refers to.
struct Set {
  Constraints& constraints;

  void operator()(model::NumberLimit limit) const { constraints.*limit.value = "7"; }
  void operator()(model::CountLimit limit) const { constraints.*limit.value = 7; }
  void operator()(model::PatternLimit limit) const { constraints.*limit.value = "7"; }
  void operator()(model::FormatLimit limit) const { constraints.*limit.value = "7"; }
  void operator()(model::FlagLimit limit) const { constraints.*limit.value = true; }
};

TEST_CASE("constraint: the table has each member once", "[model]") {
  Constraints all;
  std::set<int> places;
  for (const model::ConstraintTag& tag : model::constraint_tags) {
    const Constraints before = all;
    std::visit(Set{all}, tag.limit);
    INFO(tag.name);
    CHECK(all != before);
    CHECK(model::find_constraint(tag.name) == &tag);
    CHECK(places.insert(tag.schema_place).second);
  }
  // A member of Constraints that has no row is missing here, and the size of the struct changes.
  const auto& [minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of, min_length,
               max_length, pattern, format, min_items, max_items, min_properties, max_properties,
               unique_items, wire_string] = all;
  CHECK((minimum && maximum && exclusive_minimum && exclusive_maximum && multiple_of &&
         min_length && max_length && pattern && format && min_items && max_items &&
         min_properties && max_properties && unique_items));
  CHECK_FALSE(wire_string);
  CHECK(model::find_constraint("minimal") == nullptr);
}

}  // namespace
}  // namespace vgen::tool::test
