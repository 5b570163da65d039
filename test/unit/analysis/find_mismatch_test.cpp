#include "test/unit/emit/model_builder.hpp"
#include "tools/vgen/analysis/json.hpp"

#include <vgen/json/formats.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

// A value is refused if and only if a server refuses it.

namespace vgen::tool::test {
namespace {

using analysis::find_mismatch;
using analysis::Json;
using model::Constraints;

/// What is wrong with a value of a type; empty if nothing is.
template <class Kind>
std::string mismatch(const Kind& kind, const Constraints& constraints, const std::string& value) {
  ModelBuilder builder;
  const model::TypeIndex type = builder.type(kind);
  return find_mismatch(builder.api, {type, constraints}, Json::parse(value)).value_or("");
}

std::string mismatch(const ModelBuilder& builder, model::TypeIndex type, const std::string& value) {
  return find_mismatch(builder.api, {type, {}}, Json::parse(value)).value_or("");
}

constexpr model::Integer wide{.bits = 64, .is_signed = true};
constexpr model::Integer natural{.bits = 64, .is_signed = false};

TEST_CASE("find_mismatch: every format has a right and a wrong text", "[analysis]") {
  struct Texts {
    std::string format;
    std::string right;
    std::string wrong;
  };
  const std::vector<Texts> texts = {
      {"email", "\"a b\"@[IPv6:::1]", ".@."},
      {"uri", "urn:a%20b", "x:["},
      {"uuid", "123e4567-E89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-42661417400g"},
      {"date", "2024-02-29", "2026-02-31"},
      {"date-time", "2026-01-01t00:00:00+23:59", "2026-01-01T24:00:00Z"},
      {"time", "23:59:60Z", "12:00:60Z"},
      {"ipv4", "192.0.2.1", "192.0.02.1"},
      {"ipv6", "::ffff:192.0.2.1", ":::::::::"},
      {"hostname", "xn--a.example", "a..b"}};
  std::vector<std::string_view> names;
  for (const Texts& each : texts) {
    names.emplace_back(each.format);
    const Constraints constraints{.format = each.format};
    CHECK(mismatch(model::String{}, constraints, Json(each.right).dump()).empty());
    CHECK(mismatch(model::String{}, constraints, Json(each.wrong).dump()) ==
          "is not of the format " + each.format);
  }
  CHECK(names == std::vector(json::format_names().begin(), json::format_names().end()));
}

TEST_CASE("find_mismatch: bounds of digits beside 2^53 are exact", "[analysis]") {
  const auto digits = [](const model::Integer& type, Constraints constraints,
                         const std::string& value) {
    constraints.wire_string = true;
    return mismatch(type, constraints, Json(value).dump());
  };
  CHECK(digits(wide, {.minimum = "9007199254740993"}, "9007199254740992") ==
        "is below the minimum 9007199254740993");
  CHECK(digits(wide, {.minimum = "9007199254740993"}, "9007199254740993").empty());
  CHECK(digits(wide, {.exclusive_minimum = "9007199254740992"}, "9007199254740993").empty());
  CHECK(digits(wide, {.exclusive_minimum = "9007199254740992"}, "9007199254740992") ==
        "is not above 9007199254740992");
  CHECK(digits(wide, {.maximum = "-9007199254740993"}, "-9007199254740992") ==
        "is above the maximum -9007199254740993");
  CHECK(digits(wide, {.exclusive_maximum = "9007199254740993"}, "9007199254740992").empty());
  CHECK(digits(wide, {.minimum = "-9223372036854775808"}, "-9223372036854775808").empty());
  CHECK(digits(wide, {}, "9223372036854775808") ==
        "is not in the type's range from -9223372036854775808 to 9223372036854775807");
  CHECK(digits(natural, {.minimum = "18446744073709551615"}, "18446744073709551614") ==
        "is below the minimum 18446744073709551615");
  CHECK(digits(natural, {}, "-1") == "is not in the type's range from 0 to 18446744073709551615");
  CHECK(digits(wide, {}, "007") == "is not a string of digits");
  CHECK(mismatch(wide, {.wire_string = true}, "7") == "is not a string of digits");
}

TEST_CASE("find_mismatch: numbers keep the range of their type and their limits", "[analysis]") {
  CHECK(mismatch(wide, {}, "9007199254740991").empty());
  CHECK(mismatch(wide, {}, "9007199254740992") ==
        "is not in the type's range from -9007199254740991 to 9007199254740991");
  CHECK(mismatch(model::Integer{.bits = 8, .is_signed = false}, {}, "256") ==
        "is not in the type's range from 0 to 255");
  CHECK(mismatch(model::Integer{}, {.maximum = "9"}, "10") == "is above the maximum 9");
  CHECK(mismatch(model::Integer{}, {}, "1.0").empty());
  CHECK(mismatch(model::Integer{}, {}, "1.5") == "is not an integer");
  CHECK(mismatch(model::Integer{}, {}, "null") == "is not an integer");
  CHECK(mismatch(model::Float{.bits = 32}, {}, "1e39") == "is not in the range of float");
  CHECK(mismatch(model::Float{}, {.exclusive_minimum = "0"}, "0") == "is not above 0");
}

TEST_CASE("find_mismatch: multiples are decimal", "[analysis]") {
  CHECK(mismatch(model::Float{}, {.multiple_of = "0.1"}, "0.3").empty());
  CHECK(mismatch(model::Float{}, {.multiple_of = "0.01"}, "1e15").empty());
  CHECK(mismatch(model::Float{}, {.multiple_of = "0.1"}, "0.35") == "is not a multiple of 0.1");
  CHECK(mismatch(model::Float{}, {.multiple_of = "7"}, "1e300") == "is not a multiple of 7");
  CHECK(mismatch(model::Integer{}, {.multiple_of = "5"}, "-12") == "is not a multiple of 5");
}

TEST_CASE("find_mismatch: texts of types", "[analysis]") {
  CHECK(mismatch(model::Date{}, {}, R"("2024-02-29")").empty());
  CHECK(mismatch(model::Date{}, {}, R"("2026-02-31")") == "is not a date such as 2026-01-31");
  CHECK(mismatch(model::Timestamp{0}, {}, R"("2026-01-01T00:00:00.000Z")").empty());
  CHECK(mismatch(model::Timestamp{0}, {}, R"("2026-01-01T00:00:00.5Z")") ==
        "is more precise than can be stored");
  CHECK(mismatch(model::Timestamp{9}, {}, R"("2300-01-01T00:00:00Z")") ==
        "is outside the range of times that can be stored");
  CHECK(mismatch(model::Timestamp{9}, {}, R"("2026-01-01")") ==
        "is not a date-time such as 2026-01-31T12:00:00Z");
  CHECK(mismatch(model::Uuid{}, {}, R"("1")") ==
        "is not a UUID such as 6ba7b810-9dad-41d1-80b4-00c04fd430c8");
  CHECK(mismatch(model::Bytes{}, {}, R"("aGVsbG8=")").empty());
  CHECK(mismatch(model::Bytes{}, {}, R"("aGVsbG9=")") == "is not base64 text");
  CHECK(mismatch(model::Bytes{.fixed_size = 4}, {}, R"("aGVsbG8=")") ==
        "does not have exactly 4 bytes");
  CHECK(mismatch(model::String{}, {.min_length = 2}, R"("ä")") == "is shorter than 2");
  CHECK(mismatch(model::String{}, {.pattern = "^a"}, R"("ba")") == "does not match ^a");
}

TEST_CASE("find_mismatch: lists, tuples and maps", "[analysis]") {
  ModelBuilder builder;
  const auto number = builder.type(model::Integer{});
  const auto key = builder.alias("Key", builder.type(model::Integer{.bits = 8}), {.minimum = "1"});
  const auto list = builder.type(model::List{.item = number});
  const auto set = builder.type(model::List{.item = number, .unique = true});
  const auto pair = builder.type(model::Tuple{{number, list}});
  const auto map = builder.type(model::Map{.key = key, .value = list});

  CHECK(mismatch(builder, list, R"([1, "a"])") == "has an item 1 that is not an integer");
  CHECK(mismatch(builder, set, "[1, 2, 1.0]") == "has the same item twice");
  CHECK(mismatch(builder, pair, "[1, [2]]").empty());
  CHECK(mismatch(builder, pair, "[1]") == "does not have exactly 2 items");
  CHECK(mismatch(builder, pair, "[1, [], 3]") == "does not have exactly 2 items");
  CHECK(mismatch(builder, pair, "[1, [true]]") ==
        "has an item 1 that has an item 0 that is not an integer");
  CHECK(mismatch(builder, map, R"({"1": []})").empty());
  CHECK(mismatch(builder, map, R"({"0": []})") == "has a key '0' that is below the minimum 1");
  CHECK(mismatch(builder, map, R"({"01": []})") == "has a key '01' that is not an integer");
  CHECK(mismatch(builder, map, "[]") == "is not an object");
  CHECK(mismatch(model::List{.item = 0}, {.min_items = 1}, "[]") == "has fewer than 1 items");
}

TEST_CASE("find_mismatch: structs, enums, variants and null", "[analysis]") {
  ModelBuilder builder;
  const auto number = builder.type(model::Integer{});
  const auto point =
      builder.record("Point", {field("x", number, {.maximum = "9"}), optional(field("y", number))});
  const auto nullable = builder.type(model::Nullable{point});
  builder.api.enums.push_back(
      {.name = "Color", .enumerators = {{.wire_name = "red"}, {.wire_name = "green"}}});
  const auto color = builder.type(model::EnumReference{0});
  const auto shape =
      builder.variant("Shape", "type", {{.type = point, .tag = "Point"}, {.type = color}});

  CHECK(mismatch(builder, point, R"({"x": 1})").empty());
  CHECK(mismatch(builder, point, "{}") == "does not have the member 'x'");
  CHECK(mismatch(builder, point, R"({"x": 10})") == "has a member 'x' that is above the maximum 9");
  CHECK(mismatch(builder, point, R"({"z": 1})") == "has the unknown member 'z'");
  CHECK(mismatch(builder, point, R"({"x": 1, "y": null})") ==
        "has a member 'y' that is not an integer");
  CHECK(mismatch(builder, nullable, "null").empty());
  CHECK(mismatch(builder, point, "null") == "is not an object");
  CHECK(mismatch(builder, color, R"("blue")") == "is not one of red, green");
  CHECK(mismatch(builder, shape, R"({"x": 1, "type": "Point"})").empty());
  CHECK(mismatch(builder, shape, R"("red")").empty());
  CHECK(mismatch(builder, shape, R"({"type": "Point"})") == "does not have the member 'x'");
  CHECK(mismatch(builder, shape, R"({"x": 1})") == "does not fit any alternative");
}

TEST_CASE("find_mismatch: the limits of an alias hold as well", "[analysis]") {
  ModelBuilder builder;
  const auto slug = builder.alias("Slug", builder.type(model::String{}), {.max_length = 3});
  CHECK(find_mismatch(builder.api, {slug, {.max_length = 9}}, Json("abcd")) == "is longer than 3");
  CHECK(find_mismatch(builder.api, {slug, {.max_length = 2}}, Json("abc")) == "is longer than 2");
}

}  // namespace
}  // namespace vgen::tool::test
