#include "tools/vgen/model/type_facts.hpp"
#include "test/unit/emit/model_builder.hpp"

#include <catch2/catch.hpp>

#include <cstdint>

namespace vgen::tool::test {
namespace {

using model::TypeIndex;
using model::unresolved;
using model::ValueKind;

struct Types : ModelBuilder {
  TypeIndex number = type(model::Integer{.bits = 64});
  TypeIndex id = alias("Id", number, {.minimum = "1", .wire_string = true});
  TypeIndex row_id = alias("RowId", type(model::Optional{id}), {.minimum = "0"});
  TypeIndex point = record("Point", {field("x", number)});
  TypeIndex boxed = type(model::Box{point});
  TypeIndex place = alias("Place", point);
  TypeIndex maybe = type(model::Nullable{place});
  TypeIndex seconds = type(model::Duration{.count = number, .unit = "s"});
  TypeIndex any = type(model::Any{});
  TypeIndex choice = variant("Choice", "", {{.type = number}, {.type = maybe}});
};

TEST_CASE_METHOD(Types, "type_facts: the plain type is behind aliases and wrappers", "[model]") {
  CHECK(plain_type(api, row_id) == &api.types[number]);
  CHECK(plain_type(api, unresolved) == nullptr);
  CHECK(&unwrapped_type(api, maybe) == &api.types[place]);
  CHECK(value_kind(api, maybe) == ValueKind::structure);
  CHECK(value_kind(api, unresolved) == ValueKind::unknown);
  CHECK(bounded_type(api, seconds) == &api.types[number]);
}

TEST_CASE_METHOD(Types, "type_facts: null", "[model]") {
  CHECK(accepts_null(api, maybe));
  CHECK(accepts_null(api, any));
  CHECK(accepts_null(api, choice));
  CHECK_FALSE(accepts_null(api, row_id));
  CHECK_FALSE(accepts_null(api, unresolved));
  CHECK(is_nullable(api, type(model::Optional{maybe})));
  CHECK_FALSE(is_nullable(api, any));
}

TEST_CASE_METHOD(Types, "type_facts: the struct that a type is", "[model]") {
  CHECK(struct_of(api, place) == 0U);
  CHECK(struct_of(api, boxed) == std::nullopt);
  CHECK(struct_of(api, unresolved) == std::nullopt);
  CHECK(alternative_struct(api, boxed) == 0U);
  CHECK(alternative_struct(api, maybe) == std::nullopt);
}

TEST_CASE_METHOD(Types, "type_facts: constraints of aliases add up", "[model]") {
  CHECK(effective_constraints(api, row_id, {.maximum = "9"}) ==
        model::Constraints{.minimum = "1", .maximum = "9", .wire_string = true});
  CHECK(alias_constraints(api, row_id) ==
        std::vector<const model::Constraints*>{&api.aliases[0].constraints,
                                               &api.aliases[1].constraints});
  CHECK(is_wire_string(api, row_id));
  CHECK_FALSE(is_wire_string(api, number));
}

TEST_CASE("type_facts: the range of integers on the wire", "[model]") {
  using model::integer_range;
  using model::IntegerRange;
  constexpr std::int64_t safe = 9'007'199'254'740'991;
  CHECK(integer_range({8, true}, false) == IntegerRange{-128, 127});
  CHECK(integer_range({32, false}, false) == IntegerRange{0, UINT32_MAX});
  CHECK(integer_range({64, true}, false) == IntegerRange{-safe, safe});
  CHECK(integer_range({64, false}, false) == IntegerRange{0, safe});
  CHECK(integer_range({64, true}, true) == IntegerRange{INT64_MIN, INT64_MAX});
  CHECK(integer_range({64, false}, true) == IntegerRange{0, UINT64_MAX});
}

}  // namespace
}  // namespace vgen::tool::test
