#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>

// The longest JSON text of an input, and the body limit that follows from it.

namespace vgen::tool::test {
namespace {

using Size = std::optional<std::uint64_t>;

struct Limits {
  Size largest;
  std::uint64_t body_limit = 0;

  bool operator==(const Limits&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Limits& limits) {
  return out << (limits.largest ? std::to_string(*limits.largest) : "unbounded") << ", "
             << limits.body_limit;
}

Limits limits_of(ApiBuilder& builder, std::vector<frontend::DeclaredMember> settings = {}) {
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put", std::move(settings))});
  const Analysed result = analyse(builder.api);
  CAPTURE(result.messages);
  REQUIRE(result.api);
  const auto& route = std::get<model::HttpRoute>(result.api->doors.front());
  return {route.largest_body, route.policy.body_limit};
}

Limits limits_of(const frontend::DeclaredField& member) {
  ApiBuilder builder;
  builder.add_struct("shop::In", {member}).add_enum("shop::Color", {"red", "green"});
  return limits_of(builder);
}

/// `{"a":…}` with the name as an escape, and the comma that another member would need.
constexpr std::uint64_t around = 2 + (6 + 2) + 2;

}  // namespace

TEST_CASE("largest body: scalars", "[analysis]") {
  CHECK(limits_of(field("a", builtin("bool"))) == Limits{around + 5, 1024});
  CHECK(limits_of(field("a", builtin("int"))) == Limits{around + 24, 1024});
  CHECK(limits_of(field("a", enumeration("shop::Color"))) == Limits{around + 5 * 6 + 2, 1024});
}

TEST_CASE("largest body: a character may take two escapes, white space as much again",
          "[analysis]") {
  CHECK(limits_of(field("a", text(), "@maxLength 100")) ==
        Limits{around + 1202, 2 * (around + 1202)});
}

TEST_CASE("largest body: lists multiply", "[analysis]") {
  CHECK(limits_of(field("a", library("std::vector", {builtin("bool")}), "@maxItems 10")) ==
        Limits{around + 2 + 10 * 6, 1024});
  CHECK(limits_of(field("a", library("std::set", {enumeration("shop::Color")}))) ==
        Limits{around + 2 + 2 * 33, 1024});
}

TEST_CASE("largest body: one type without a bound leaves the server's limit", "[analysis]") {
  CHECK(limits_of(field("a", text())) == Limits{std::nullopt, 0});
  CHECK(limits_of(field("a", library("std::vector", {builtin("bool")}))) ==
        Limits{std::nullopt, 0});
}

TEST_CASE("largest body: a struct in itself has none", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In",
                     {field("a", library("std::vector", {own("shop::In")}), "@maxItems 2")});
  CHECK(limits_of(builder) == Limits{std::nullopt, 0});
}

TEST_CASE("largest body: the route's own limit wins", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("a", builtin("bool"))});
  CHECK(limits_of(builder, {member("body_limit", integer(10))}) == Limits{around + 5, 10});
}

}  // namespace vgen::tool::test
