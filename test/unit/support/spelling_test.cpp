#include "tools/vgen/support/spelling.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

using vgen::tool::nearest_name;

TEST_CASE("spelling: proposes the nearest name", "[support]") {
  CHECK(nearest_name("minimun", {"maximum", "minimum", "minLength"}) ==
        std::optional<std::string>("minimum"));
  CHECK(nearest_name("titel", {"title", "total"}) == std::optional<std::string>("title"));
  CHECK(nearest_name("MINLENGTH", {"minLength"}) == std::optional<std::string>("minLength"));
  CHECK(nearest_name("idd", {"id"}) == std::optional<std::string>("id"));
}

TEST_CASE("spelling: proposes nothing where nothing is near", "[support]") {
  CHECK(nearest_name("title", {"done", "priority"}) == std::nullopt);
  CHECK(nearest_name("x", {"id"}) == std::nullopt);
  CHECK(nearest_name("x", {}) == std::nullopt);
}
