#include <vgen/http/origin.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using vgen::is_origin_allowed;
using vgen::is_own_origin;

TEST_CASE("origin: the server's own pages", "[http]") {
  CHECK(is_own_origin("http://example.org", "example.org"));
  CHECK(is_own_origin("https://example.org", "example.org"));
  CHECK(is_own_origin("HTTP://Example.ORG", "example.org"));
  CHECK(is_own_origin("http://127.0.0.1:8080", "127.0.0.1:8080"));
  CHECK(is_own_origin("http://[::1]:8080", "[::1]:8080"));
  CHECK(is_own_origin("http://example.org", "example.org:80"));
  CHECK(is_own_origin("https://example.org:443", "example.org"));
}

TEST_CASE("origin: foreign pages", "[http]") {
  for (const char* const origin :
       {"http://evil.org", "http://example.org:8080", "http://example.org.evil.org",
        "http://evil.org/example.org", "null", "", "example.org", "http://", "file://example.org",
        "https://example.org:80"})
    CHECK_FALSE(is_own_origin(origin, "example.org"));
  CHECK_FALSE(is_own_origin("http://", ""));
}

TEST_CASE("origin: allowed pages", "[http]") {
  const std::vector<std::string> list{"https://app.example.org"};
  CHECK(is_origin_allowed("https://app.example.org", "example.org", list));
  CHECK(is_origin_allowed("http://example.org", "example.org", list));
  CHECK_FALSE(is_origin_allowed("http://app.example.org", "example.org", list));
  CHECK_FALSE(is_origin_allowed("null", "example.org", list));
  CHECK(is_origin_allowed("null", "example.org", std::vector<std::string>{"*"}));
}
