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

TEST_CASE("spelling: a list in a sentence", "[support]") {
  using vgen::tool::spoken_list;
  CHECK(spoken_list({}).empty());
  CHECK(spoken_list({"A"}) == "A");
  CHECK(spoken_list({"A", "B"}) == "A and B");
  CHECK(spoken_list({"A", "B", "C"}) == "A, B and C");
}
