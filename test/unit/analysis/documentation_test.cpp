#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <limits>

// Tags, defaults and examples.

namespace vgen::tool::test {
namespace {

using frontend::DeclaredType;
using Messages = std::vector<std::string>;

Analysed analyse_field(const frontend::DeclaredField& declared) {
  ApiBuilder builder;
  builder.add_enum("shop::Size", {"small", "large"})
      .add_struct("shop::Point", {field("x", builtin("int")),
                                  field_with_default("y", builtin("int"), integer(7))});
  builder.add_struct("shop::In", {declared})
      .add_function("shop::put", own("shop::In"), builtin("void"));
  return analyse(builder.add_routes({route("post", "/in", "shop::put")}).api);
}

model::Field only_field(const Analysed& analysed) {
  REQUIRE(analysed.messages == Messages{});
  for (const model::Struct& type : analysed.api->structs) {
    if (type.name == "In") return type.fields.at(0);
  }
  return {};
}

std::optional<std::string> default_of(const DeclaredType& type,
                                      const frontend::DeclaredValue& value) {
  return only_field(analyse_field(field_with_default("a", type, value))).default_value;
}

TEST_CASE("tags: constraints and annotations of a member", "[analysis]") {
  const model::Field read =
      only_field(analyse_field(field("a", text(),
                                     "What. @minLength 1 @maxLength 20 @format email @readOnly "
                                     "@pii @rename b @example mail@example.org")));
  model::Field expected{.name = "a",
                        .wire_name = "b",
                        .type = read.type,
                        .constraints = {},
                        .documentation = {},
                        .default_value = {},
                        .location = {}};
  expected.constraints.min_length = 1;
  expected.constraints.max_length = 20;
  expected.constraints.format = "email";
  expected.documentation.summary = "What.";
  expected.documentation.examples = {R"("mail@example.org")"};
  expected.read_only = true;
  expected.pii = true;
  CHECK(read == expected);
}

TEST_CASE("tags: bounds keep their digits", "[analysis]") {
  const model::Field read = only_field(analyse_field(
      field("a", builtin("double"), "@minimum 0.10 @exclusiveMaximum 1e3 @multipleOf 0.05")));
  CHECK(read.constraints.minimum == "0.10");
  CHECK(read.constraints.exclusive_maximum == "1e3");
  CHECK(read.constraints.multiple_of == "0.05");
}

TEST_CASE("tags: a bound must be of the type", "[analysis]") {
  CHECK(analyse_field(field("a", builtin("int"), "@minimum 1.5")).messages ==
        Messages{"VG2002 '@minimum' needs a whole number, not '1.5'"});
  CHECK(analyse_field(field("a", builtin("int"), "@minimum")).messages ==
        Messages{"VG2002 '@minimum' needs a number"});
  CHECK(analyse_field(field("a", builtin("unsigned int"), "@minimum -1")).messages ==
        Messages{"VG2006 -1 is outside the type's range"});
  CHECK(analyse_field(field("a", builtin("long"), "@maximum 9007199254740992")).messages ==
        Messages{"VG2006 9007199254740992 is outside the type's range"});
  CHECK(analyse_field(field("a", text(), "@minLength -1")).messages ==
        Messages{"VG2002 '@minLength' needs a whole number from 0, not '-1'"});
  CHECK(analyse_field(field("a", builtin("int"), "@minLength 1")).messages ==
        Messages{"VG2003 '@minLength' is for strings, but 'a' is an integer"});
}

TEST_CASE("tags: a pattern that the standard library cannot try is accepted", "[analysis]") {
  CHECK(only_field(analyse_field(field("a", text(), R"(@pattern ^\p{L}+$)"))).constraints.pattern ==
        R"(^\p{L}+$)");
}

TEST_CASE("examples: JSON is kept compact, texts become strings", "[analysis]") {
  const DeclaredType list = library("std::vector", {builtin("int")});
  CHECK(only_field(analyse_field(field("a", list, "@example [1, 2]"))).documentation.examples ==
        std::vector<std::string>{"[1,2]"});
  CHECK(
      only_field(analyse_field(field("a", text(), "@example two words"))).documentation.examples ==
      std::vector<std::string>{R"("two words")"});
  CHECK(only_field(analyse_field(field("a", text(), "@example 42"))).documentation.examples ==
        std::vector<std::string>{R"("42")"});
  CHECK(only_field(analyse_field(field("a", enumeration("shop::Size"), "@example large")))
            .documentation.examples == std::vector<std::string>{R"("large")"});
}

TEST_CASE("examples: what would be refused is refused", "[analysis]") {
  CHECK(analyse_field(field("a", enumeration("shop::Size"), "@example huge")).messages ==
        Messages{"VG2007 this example of 'a' is not one of small, large"});
  CHECK(analyse_field(field("a", own("shop::Point"), R"(@example {"y": 1})")).messages ==
        Messages{"VG2007 this example of 'a' does not have the member 'x'"});
  CHECK(analyse_field(field("a", builtin("int"), "@example 1.5")).messages ==
        Messages{"VG2007 this example of 'a' is not an integer"});
}

TEST_CASE("defaults: values become JSON", "[analysis]") {
  CHECK(default_of(builtin("int"), integer(-5)) == "-5");
  CHECK(default_of(builtin("float"), {.value = frontend::FloatValue{static_cast<double>(0.1F)},
                                      .range = {}}) == "0.1");
  CHECK(default_of(text(), string_value("a \"b\"")) == R"("a \"b\"")");
  CHECK(default_of(enumeration("shop::Size"), enumerator("large")) == R"("large")");
  CHECK(default_of(library("std::vector", {builtin("int")}), braced({})) == "[]");
  CHECK(default_of(library("std::vector", {builtin("int")}),
                   braced({member("", integer(1)), member("", integer(2))})) == "[1,2]");
  CHECK(default_of(own("shop::Point"), braced({member("x", integer(1))})) == R"({"x":1,"y":7})");
}

TEST_CASE("defaults: a value that vgen does not know is a default all the same", "[analysis]") {
  const Analysed analysed = analyse_field(field_with_default(
      "a", builtin("int"), {.value = frontend::UnknownValue{"calls a function"}, .range = {}}));
  CHECK(analysed.messages ==
        Messages{"VG2015 the documents lack the default of 'a', because vgen cannot read it"});
  REQUIRE(analysed.api);
  const model::Field& read = analysed.api->structs.front().fields.front();
  CHECK(read.has_default);
  CHECK(!read.default_value);
}

TEST_CASE("defaults: 64 bit integers stay within what crosses the wire", "[analysis]") {
  CHECK(
      analyse_field(field_with_default("a", builtin("long"), integer(9007199254740992))).messages ==
      Messages{"VG2011 the default 9007199254740992 of 'a' is not in the type's range from "
               "-9007199254740991 to 9007199254740991"});
}

TEST_CASE("defaults: numbers are finite", "[analysis]") {
  const frontend::DeclaredValue infinity{
      .value = frontend::FloatValue{std::numeric_limits<double>::infinity()}, .range = {}};
  CHECK(analyse_field(field_with_default("a", builtin("double"), infinity)).messages ==
        Messages{"VG2011 the default of 'a' is not finite"});
}

TEST_CASE("defaults: nullopt is none", "[analysis]") {
  frontend::DeclaredField declared =
      field_with_default("a", library("std::optional", {builtin("int")}),
                         {.value = frontend::UnknownValue{}, .range = {}});
  declared.initializer_text = "std::nullopt";
  CHECK(!only_field(analyse_field(declared)).has_default);
}

}  // namespace
}  // namespace vgen::tool::test
