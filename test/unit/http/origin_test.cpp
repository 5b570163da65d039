#include <vgen/http/origin.hpp>

#include <vgen/http/request.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using vgen::is_own_origin;
using vgen::is_own_page;
using vgen::is_page_allowed;
using vgen::Request;
using vgen::Scheme;

namespace {

constexpr std::array<vgen::Header, 1> example = {{{.name = "Host", .value = "example.org"}}};

Request request(Scheme scheme = Scheme::unknown) {
  Request request{.headers = example};
  request.scheme = scheme;
  return request;
}

}  // namespace

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
  CHECK(is_page_allowed(request(), "https://app.example.org", list));
  CHECK(is_page_allowed(request(), "http://example.org", list));
  CHECK_FALSE(is_page_allowed(request(), "http://app.example.org", list));
  CHECK_FALSE(is_page_allowed(request(), "null", list));
  CHECK(is_page_allowed(request(), "null", std::vector<std::string>{"*"}));
}

TEST_CASE("origin: the scheme counts where it is known", "[http]") {
  CHECK(is_own_page(request(Scheme::https), "https://example.org"));
  CHECK(is_own_page(request(Scheme::https), "HTTPS://Example.org:443"));
  CHECK_FALSE(is_own_page(request(Scheme::https), "http://example.org"));
  CHECK(is_own_page(request(Scheme::http), "http://example.org"));
  CHECK_FALSE(is_own_page(request(Scheme::http), "https://example.org"));
}

TEST_CASE("origin: the host that a proxy was asked for", "[http]") {
  Request behind = request(Scheme::https);
  behind.forwarded_host = "public.example.org";
  CHECK(is_own_page(behind, "https://public.example.org"));
  CHECK_FALSE(is_own_page(behind, "https://example.org"));
}
