#include <vgen/dispatch/router.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using vgen::HttpRow;
using vgen::Method;
using vgen::Router;

namespace {

const HttpRow rows[] = {
    {.endpoint = {.name = "root"}, .path = "/"},
    {.endpoint = {.name = "list"}, .path = "/todos"},
    {.endpoint = {.name = "create"}, .method = Method::post, .path = "/todos"},
    {.endpoint = {.name = "get"}, .path = "/todos/{id}"},
    {.endpoint = {.name = "remove"}, .method = Method::del, .path = "/todos/{todo_id}"},
    {.endpoint = {.name = "latest"}, .path = "/todos/latest"},
    {.endpoint = {.name = "notes"}, .path = "/todos/{id}/notes/{note}"},
    {.endpoint = {.name = "latest_tags"}, .path = "/todos/latest/tags"},
    {.endpoint = {.name = "slash"}, .path = "/slash/"},
};

/// "get id=7", or what is allowed there instead.
std::string found(std::string_view method, std::string_view path) {
  static const Router router(rows);
  const vgen::RouteMatch match = router.find(vgen::method_of(method), path);
  if (match.row == nullptr) return match.allowed.empty() ? "nothing" : match.allowed.allow();
  std::string text(match.row->endpoint.name);
  for (const vgen::PathValue& value : match.path.list())
    text.append(" ").append(value.name).append("=").append(value.value);
  return text;
}

}  // namespace

TEST_CASE("router: paths and methods select operations", "[dispatch]") {
  CHECK(found("GET", "/") == "root");
  CHECK(found("GET", "/todos") == "list");
  CHECK(found("POST", "/todos") == "create");
  CHECK(found("GET", "/todos/7") == "get id=7");
  CHECK(found("DELETE", "/todos/7") == "remove todo_id=7");
  CHECK(found("GET", "/todos/7/notes/x") == "notes id=7 note=x");
  CHECK(found("GET", "/slash/") == "slash");
}

TEST_CASE("router: what is static goes before parameters, for each method by itself",
          "[dispatch]") {
  CHECK(found("GET", "/todos/latest") == "latest");
  CHECK(found("DELETE", "/todos/latest") == "remove todo_id=latest");
  CHECK(found("GET", "/todos/latest/tags") == "latest_tags");
  CHECK(found("GET", "/todos/latest/notes/x") == "notes id=latest note=x");
}

TEST_CASE("router: HEAD is a GET", "[dispatch]") {
  CHECK(found("HEAD", "/todos") == "list");
}

TEST_CASE("router: a path without the method names those it has", "[dispatch]") {
  CHECK(found("PUT", "/todos") == "GET, HEAD, POST, OPTIONS");
  CHECK(found("BREW", "/todos/7") == "GET, HEAD, DELETE, OPTIONS");
  CHECK(found("POST", "/todos/latest") == "GET, HEAD, DELETE, OPTIONS");
}

TEST_CASE("router: paths that are not there", "[dispatch]") {
  for (const std::string_view path :
       {"/todo", "/todos/", "/todos/7/", "/todos//notes/x", "/todos/7/notes", "/slash", "//", "",
        "*", "todos", "/Todos"}) {
    CAPTURE(path);
    CHECK(found("GET", path) == "nothing");
  }
}

TEST_CASE("router: segments are split first and decoded then", "[dispatch]") {
  CHECK(found("GET", "/%74odos") == "list");
  CHECK(found("GET", "/todos/a%2Fb") == "get id=a%2Fb");
  CHECK(found("GET", "/todos%2F7") == "nothing");
  CHECK(found("GET", "/todo%7") == "nothing");
  CHECK(found("GET", "/todos/%zz") ==
        "get id=%zz");  // the reader of the parameter says what is wrong
}

TEST_CASE("router: operations that contradict each other are refused", "[dispatch]") {
  const HttpRow twice[] = {{.endpoint = {.name = "a"}, .path = "/x/{id}"},
                           {.endpoint = {.name = "b"}, .path = "/x/{name}"}};
  CHECK_THROWS_WITH(Router(twice),
                    "two operations for the same method and path: a and b at /x/{name}");
  std::string path;
  for (int i = 0; i < 17; ++i) path += "/{p" + std::to_string(i) + "}";
  const HttpRow many[] = {{.endpoint = {.name = "a"}, .path = path}};
  CHECK_THROWS_AS(Router(many), std::invalid_argument);
}
