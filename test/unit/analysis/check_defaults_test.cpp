#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::test {
namespace {

using Messages = std::vector<std::string>;

frontend::DeclaredField with_default(const frontend::DeclaredType& type,
                                     const frontend::DeclaredValue& value,
                                     const std::string& tags = {}) {
  frontend::DeclaredField made = field_with_default("a", type, value);
  if (!tags.empty()) made.comment = comment({tags});
  return made;
}

Analysed analyse_member(const frontend::DeclaredField& member) {
  ApiBuilder builder;
  builder.add_struct("shop::In", {member})
      .add_enum("shop::Color", {"red", "green"})
      .add_struct("shop::Point",
                  {field_with_default("x", builtin("int"), integer(1)), field("y", builtin("int"))})
      .add_function("shop::put", own("shop::In"), builtin("void"));
  return analyse(builder.add_routes({route("post", "/in", "shop::put")}).api);
}

/// The default of a member as JSON text.
std::optional<std::string> default_of(const frontend::DeclaredField& member) {
  const Analysed result = analyse_member(member);
  CAPTURE(result.messages);
  REQUIRE(result.api);
  return result.api->structs.front().fields.front().default_value;
}

TEST_CASE("check_defaults: a default becomes JSON of the member's type", "[analysis]") {
  CHECK(default_of(with_default(builtin("int"), integer(-3))) == "-3");
  CHECK(default_of(with_default(builtin("long"), integer(9007199254740993), "@wire string")) ==
        R"("9007199254740993")");
  CHECK(default_of(with_default(text(), string_value("a\"b"))) == R"("a\"b")");
  CHECK(default_of(with_default(enumeration("shop::Color"), enumerator("green"))) == R"("green")");
  CHECK(default_of(with_default(library("std::vector", {builtin("int")}),
                                braced({member("", integer(1)), member("", integer(2))}))) ==
        "[1,2]");
  CHECK(default_of(with_default(library("std::vector", {builtin("int")}), braced({}))) == "[]");
  CHECK(default_of(with_default(own("shop::Point"), braced({member("y", integer(2))}))) ==
        R"({"x":1,"y":2})");
}

TEST_CASE("check_defaults: a default keeps the constraints, exactly", "[analysis]") {
  CHECK(analyse_member(with_default(builtin("int"), integer(0), "@minimum 1")).messages ==
        Messages{"VG2011 the default 0 of 'a' is below the minimum 1"});
  CHECK(analyse_member(with_default(builtin("long"), integer(9007199254740992),
                                    "@wire string @minimum 9007199254740993"))
            .messages == Messages{"VG2011 the default \"9007199254740992\" of 'a' is below the "
                                  "minimum 9007199254740993"});
  CHECK(analyse_member(with_default(builtin("long"), integer(9007199254740993),
                                    "@wire string @exclusiveMinimum 9007199254740992"))
            .messages == Messages{});
  CHECK(analyse_member(with_default(text(), string_value(":::::::::"), "@format ipv6")).messages ==
        Messages{"VG2011 the default \":::::::::\" of 'a' is not of the format ipv6"});
}

TEST_CASE("check_defaults: an optional member has no default", "[analysis]") {
  CHECK(analyse_member(with_default(library("std::optional", {builtin("int")}), integer(1)))
            .messages ==
        Messages{"VG2010 'a' is optional and has a default, so it could never be absent"});
}

}  // namespace
}  // namespace vgen::tool::test
