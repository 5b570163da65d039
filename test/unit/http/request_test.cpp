#include <vgen/http/request.hpp>

#include <catch2/catch.hpp>

#include <string>

using vgen::Request;

namespace {

std::string taken_apart(std::string_view target) {
  Request request;
  if (!vgen::set_target(request, target)) return "(refused)";
  return std::string(request.path) + " | " + std::string(request.query);
}

}  // namespace

TEST_CASE("request: a target is taken apart in each of its forms", "[http]") {
  CHECK(taken_apart("/todos?limit=2&x") == "/todos | limit=2&x");
  CHECK(taken_apart("/") == "/ | ");
  CHECK(taken_apart("/a?b?c") == "/a | b?c");
  CHECK(taken_apart("*") == "* | ");
  CHECK(taken_apart("http://example.org/todos?x=1") == "/todos | x=1");
  CHECK(taken_apart("HTTPS://example.org:8080") == "/ | ");
  CHECK(taken_apart("http://example.org?x=1") == "/ | x=1");
}

TEST_CASE("request: anything else is no target", "[http]") {
  for (const std::string_view target :
       {"", "todos", "example.org:443", "http:///x", "http://", "ftp://host/x", "/a#b", "?x"}) {
    CAPTURE(target);
    CHECK(taken_apart(target) == "(refused)");
  }
}

TEST_CASE("request: cookies are looked for in all headers", "[http]") {
  const vgen::Header headers[] = {{"Cookie", "a=1"}, {"cookie", "b=2; c=3"}};
  const Request request{.headers = headers};
  CHECK(request.cookie("c") == "3");
  CHECK_FALSE(request.cookie("d"));
}
