#include <vgen/http/media_type.hpp>

#include <catch2/catch.hpp>

using vgen::accepts;
using vgen::is_json;

TEST_CASE("media types: JSON is told by its type, in UTF-8 only", "[http]") {
  CHECK(is_json("application/json"));
  CHECK(is_json("Application/JSON ; charset=UTF-8"));
  CHECK(is_json("application/json;charset=\"utf-8\""));
  CHECK(is_json("application/json; version=1"));
  CHECK_FALSE(is_json("application/json; charset=latin1"));
  CHECK_FALSE(is_json("text/json"));
  CHECK_FALSE(is_json("application/jsonx"));
  CHECK_FALSE(is_json(""));
}

TEST_CASE("media types: the closest range decides", "[http]") {
  CHECK(accepts("application/json", "application/json"));
  CHECK(accepts("text/html, application/*;q=0.5", "application/json"));
  CHECK(accepts("text/html, */*;q=0.1", "application/json"));
  CHECK_FALSE(accepts("text/html", "application/json"));
  CHECK_FALSE(accepts("application/json;q=0, */*", "application/json"));
  CHECK_FALSE(accepts("*/*;q=0.000", "application/json"));
  CHECK(accepts("application/json;q=0.001", "application/json"));
  CHECK_FALSE(accepts("application", "application/json"));
}
