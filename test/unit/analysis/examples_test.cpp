#include "tools/vgen/analysis/examples/example_maker.hpp"
#include "tools/vgen/analysis/examples/pattern_text.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool::analysis {
namespace {

using model::Constraints;
using Side = ExampleMaker::Side;

/// A model with one alias of a type, which has these limits.
model::ApiModel alias_of(decltype(model::Type::kind) kind, Constraints limits) {
  model::ApiModel api;
  api.types.push_back({.kind = std::move(kind), .cpp = "T"});
  api.aliases.push_back({});
  api.aliases[0].type = 0;
  api.aliases[0].constraints = std::move(limits);
  api.types.push_back({.kind = model::AliasReference{0}, .cpp = "A"});
  return api;
}

/// The example as JSON text; empty if there is none.
std::string example(decltype(model::Type::kind) kind, const Constraints& limits) {
  const model::ApiModel api = alias_of(std::move(kind), limits);
  const std::optional<Json> made = ExampleMaker(api, Side::input).make(1);
  if (made) CHECK(find_mismatch(api, {1, {}}, *made) == std::nullopt);
  return made ? made->dump() : "";
}

Constraints pattern(const std::string& text) {
  Constraints limits;
  limits.pattern = text;
  return limits;
}

TEST_CASE("examples: a text for a pattern", "[analysis]") {
  const auto [expression, text] = GENERATE(table<std::string, std::string>({
      {"^[a-z]+$", "\"abcd\""},
      {"^[A-Z]{3}-\\d{4}$", "\"ABC-3456\""},
      {"^(?:red|green)$", "\"red\""},
      {"^(?<year>\\d{4})/x$", "\"0123/x\""},
      {"^a?b*c+?$", "\"abbbcccc\""},
      {"^\\p{Lu}\\p{L}*$", "\"Abcd\""},
      {"^[^a-z]{2,3}$", "\"ABC\""},
      {"^[\\w.+-]{1,2}@x\\.y$", "\"ab@x.y\""},
      {"^$", "\"\""},
      {"mid", "\"mid\""},
      {"^.{5}$", "\"abcde\""},
      {"^(a|b(c|d))[0-9]$", "\"a0\""},
      {"^\\/v\\d+$", "\"/v0123\""},
      {"^é[α-ω]$", ""},       // its letters are beyond what is made
      {"^\\x41$", ""},        // an escape that is not followed
      {"^a{3000}$", ""},      // longer than an example
      {"^(a{90}){90}$", ""},  // the same, by nested counts
  }));
  CAPTURE(expression);
  CHECK(example(model::String{}, pattern(expression)) == text);
}

TEST_CASE("examples: a pattern together with lengths", "[analysis]") {
  const auto [expression, least, most, text] =
      GENERATE(table<std::string, std::uint64_t, std::uint64_t, std::string>({
          {"^[a-z]+$", 1, 1, "\"a\""},
          {"^[a-z]+$", 7, 9, "\"abcdefg\""},
          {"^(ab)*$", 6, 7, "\"ababab\""},
          {"^x|yy$", 2, 2, "\"yy\""},
          {"^[a-z]{2}$", 3, 9, ""},
      }));
  Constraints limits = pattern(expression);
  limits.min_length = least;
  limits.max_length = most;
  CAPTURE(expression);
  CHECK(example(model::String{}, limits) == text);
}

TEST_CASE("examples: texts by format and length", "[analysis]") {
  const auto format = GENERATE(as<std::string>(), "email", "uri", "uuid", "date", "date-time",
                               "time", "ipv4", "ipv6", "hostname");
  Constraints limits;
  limits.format = format;
  CAPTURE(format);
  CHECK_FALSE(example(model::String{}, limits).empty());
  Constraints lengths;
  lengths.min_length = 9;
  lengths.max_length = 9;
  CHECK(example(model::String{}, lengths) == "\"texttextt\"");
  lengths = {};
  lengths.max_length = 2;
  CHECK(example(model::String{}, lengths) == "\"te\"");
}

TEST_CASE("examples: numbers within their bounds", "[analysis]") {
  struct Row {
    Constraints limits;
    std::string integer;  ///< Empty: the limits are not for integers.
    std::string number;
  };
  const auto row = GENERATE(values<Row>({
      {{}, "1", "1.5"},
      {{.minimum = "10"}, "10", "10"},
      {{.maximum = "-3"}, "-3", "-3"},
      {{.exclusive_minimum = "1", .exclusive_maximum = "3"}, "2", "1.5"},
      {{.exclusive_minimum = "1.2", .exclusive_maximum = "1.3"}, "", "1.25"},
      {{.minimum = "11", .multiple_of = "10"}, "20", "20"},
      {{.minimum = "0.1", .maximum = "0.2"}, "", "0.1"},
      {{.minimum = "-20", .maximum = "-11", .multiple_of = "7"}, "-14", "-14"},
  }));
  if (!row.integer.empty()) CHECK(example(model::Integer{}, row.limits) == row.integer);
  CHECK(example(model::Float{}, row.limits) == row.number);
}

TEST_CASE("examples: bytes, lists and maps have the sizes that they must have", "[analysis]") {
  CHECK(example(model::Bytes{.fixed_size = 3}, {}) == "\"Ynl0\"");
  Constraints text;
  text.max_length = 4;
  CHECK(example(model::Bytes{}, text) == "\"Ynl0\"");

  model::ApiModel api;
  api.types.push_back({.kind = model::Boolean{}, .cpp = "bool"});
  api.types.push_back({.kind = model::List{.item = 0, .unique = true}, .cpp = "list"});
  api.types.push_back({.kind = model::List{.item = 0, .fixed_size = 2}, .cpp = "array"});
  api.types.push_back({.kind = model::String{}, .cpp = "string"});
  api.types.push_back({.kind = model::Map{.key = 3, .value = 0}, .cpp = "map"});
  ExampleMaker maker(api, Side::output);
  CHECK(maker.make(1) == Json::parse("[true]"));
  CHECK(maker.make(2) == Json::parse("[true, false]"));
  CHECK(maker.make(4) == Json::parse(R"({"text": true})"));
}

TEST_CASE("examples: a recursion ends, and sides have their own members", "[analysis]") {
  model::ApiModel api;
  api.types.push_back({.kind = model::StructReference{0}, .cpp = "Node"});
  api.types.push_back({.kind = model::List{.item = 0}, .cpp = "list"});
  api.types.push_back({.kind = model::Optional{.value = 0}, .cpp = "optional"});
  api.types.push_back({.kind = model::Boolean{}, .cpp = "bool"});
  const auto field = [](const std::string& name, model::TypeIndex type) {
    model::Field made;
    made.name = made.wire_name = name;
    made.type = type;
    return made;
  };
  api.structs.push_back({});
  api.structs[0].fields = {field("children", 1), field("next", 2), field("id", 3),
                           field("secret", 3)};
  api.structs[0].fields[1].optional = true;
  api.structs[0].fields[2].read_only = true;
  api.structs[0].fields[3].write_only = true;
  CHECK(ExampleMaker(api, Side::input).make(0) ==
        Json::parse(R"({"children": [], "secret": true})"));
  CHECK(ExampleMaker(api, Side::output).make(0) == Json::parse(R"({"children": [], "id": true})"));

  api.structs[0].documentation.examples = {R"({"children": [], "secret": false})"};
  CHECK(ExampleMaker(api, Side::input).make(0) ==
        Json::parse(R"({"children": [], "secret": false})"));
}

}  // namespace
}  // namespace vgen::tool::analysis
