#include <vgen/http/cookies.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

using vgen::Cookie;
using vgen::find_cookie;
using vgen::SameSite;
using vgen::set_cookie_value;

TEST_CASE("cookies: a value is found by its name", "[http]") {
  CHECK(find_cookie("a=1; theme=dark; b=2", "theme") == "dark");
  CHECK(find_cookie("theme=dark", "theme") == "dark");
  CHECK(find_cookie(" theme = dark ", "theme") == "dark");
  CHECK(find_cookie("theme=\"dark\"", "theme") == "dark");
  CHECK(find_cookie("theme=", "theme") == "");
  CHECK(find_cookie("theme=a=b", "theme") == "a=b");
}

TEST_CASE("cookies: a name is only itself", "[http]") {
  CHECK_FALSE(find_cookie("a=1; my_theme=dark", "theme"));
  CHECK_FALSE(find_cookie("Theme=dark", "theme"));
  CHECK_FALSE(find_cookie("theme", "theme"));
  CHECK_FALSE(find_cookie("", "theme"));
  CHECK_FALSE(find_cookie(";;=;", "theme"));
}

TEST_CASE("cookies: one is set with safe defaults", "[http]") {
  const Cookie cookie{.name = "session", .value = "abc"};
  CHECK(set_cookie_value(cookie) == "session=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
}

TEST_CASE("cookies: everything about one can be said", "[http]") {
  const Cookie cookie{.name = "a",
                      .value = "1",
                      .path = "/x",
                      .domain = "example.org",
                      .max_age = 0,
                      .secure = false,
                      .http_only = false,
                      .same_site = SameSite::strict};
  CHECK(set_cookie_value(cookie) == "a=1; Path=/x; Domain=example.org; Max-Age=0; SameSite=Strict");
}

TEST_CASE("cookies: what would break out of the header is refused", "[http]") {
  CHECK_THROWS_AS(set_cookie_value({.name = "a b", .value = "1"}), std::invalid_argument);
  CHECK_THROWS_AS(set_cookie_value({.name = "", .value = "1"}), std::invalid_argument);
  CHECK_THROWS_AS(set_cookie_value({.name = "a", .value = "1; Domain=evil"}),
                  std::invalid_argument);
  CHECK_THROWS_AS(set_cookie_value({.name = "a", .value = "1\r\nX: y"}), std::invalid_argument);
  CHECK_THROWS_AS(set_cookie_value({.name = "a", .value = "1", .path = "/\r\n"}),
                  std::invalid_argument);
}

TEST_CASE("cookies: what browsers would ignore is refused", "[http]") {
  const auto refused = [](const vgen::Cookie& cookie) {
    CHECK_THROWS_AS(vgen::set_cookie_value(cookie), std::invalid_argument);
  };
  refused({.name = "__Host-a", .secure = false});
  refused({.name = "__Host-a", .path = "/x"});
  refused({.name = "__Host-a", .domain = "example.org"});
  refused({.name = "__Secure-a", .secure = false});
  refused({.name = "a", .secure = false, .same_site = vgen::SameSite::none});
  CHECK(vgen::set_cookie_value({.name = "__Host-a", .value = "1"}) ==
        "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax");
}
