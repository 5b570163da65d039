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

/// "get id=7", or the methods that are allowed there.
std::string found(const Router& router, std::string_view method, std::string_view path) {
  const vgen::RouteMatch match = router.find(vgen::method_of(method), path);
  if (match.row == nullptr) return match.allowed.empty() ? "nothing" : match.allowed.allow();
  std::string text(match.row->endpoint.name);
  for (const vgen::PathValue& value : match.path.list())
    text.append(" ").append(value.name).append("=").append(value.value);
  return text;
}

std::string found(std::string_view method, std::string_view path) {
  static const Router router(rows);
  return found(router, method, path);
}

/// Each row is named for its path.
std::string found_among(const std::vector<std::string_view>& paths, std::string_view path) {
  std::vector<HttpRow> list;
  for (const std::string_view each : paths)
    list.push_back({.endpoint = {.name = each}, .path = each});
  return found(Router(list), "GET", path);
}

const HttpRow file_rows[] = {
    {.endpoint = {.name = "rest"}, .path = "/files/{path...}"},
    {.endpoint = {.name = "put"}, .method = Method::put, .path = "/files/{path...}"},
    {.endpoint = {.name = "one"}, .path = "/files/{id}"},
    {.endpoint = {.name = "json"}, .path = "/files/{name}.json"},
    {.endpoint = {.name = "any"}, .path = "/files/{name}.{type}"},
    {.endpoint = {.name = "readme"}, .path = "/files/readme.json"},
    {.endpoint = {.name = "upload"}, .method = Method::post, .path = "/files/upload"},
    {.endpoint = {.name = "parts"}, .path = "/files/{name}.json/parts/{part}"},
};

/// A request for files.
std::string file(std::string_view method, std::string_view path) {
  static const Router router(file_rows);
  return found(router, method, path);
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
        "get id=%zz");  // the reader of the parameter reports the fault
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

TEST_CASE("router: the rest of a path, as sent, is never decoded before it is split",
          "[dispatch]") {
  CHECK(file("GET", "/files/a/b/c.txt") == "rest path=a/b/c.txt");
  CHECK(file("GET", "/files/a%2Fb/c") == "rest path=a%2Fb/c");
  CHECK(file("GET", "/files/a//b/") == "rest path=a//b/");
  CHECK(file("GET", "/files//") == "rest path=/");
  CHECK(file("GET", "/files/../etc") == "rest path=../etc");
  CHECK(file("GET", "/files/") == "rest path=");  // it may be empty
  CHECK(file("GET", "/files") == "nothing");      // but the slash before it is needed
}

TEST_CASE("router: the rest of the root", "[dispatch]") {
  CHECK(found_among({"/{all...}"}, "/") == "/{all...} all=");
  CHECK(found_among({"/{all...}"}, "/a/b") == "/{all...} all=a/b");
  CHECK(found_among({"/{all...}", "/"}, "/") == "/");
  CHECK(found_among({"/{all...}", "/a"}, "/a/b") == "/{all...} all=a/b");
  CHECK(found_among({"/{all...}"}, "") == "nothing");
}

TEST_CASE("router: text, then text with parameters, then a parameter, then the rest",
          "[dispatch]") {
  CHECK(file("GET", "/files/readme.json") == "readme");
  CHECK(file("GET", "/files/a.json") == "json name=a");
  CHECK(file("GET", "/files/a.b") == "any name=a type=b");
  CHECK(file("GET", "/files/a") == "one id=a");
  CHECK(file("GET", "/files/a/b") == "rest path=a/b");
}

TEST_CASE("router: what does not lead on is taken back", "[dispatch]") {
  CHECK(file("GET", "/files/a.json/parts/7") == "parts name=a part=7");
  CHECK(file("GET", "/files/readme.json/parts/7") == "parts name=readme part=7");
  CHECK(file("GET", "/files/a.json/parts") == "rest path=a.json/parts");
  CHECK(file("GET", "/files/readme.json/x") == "rest path=readme.json/x");
  CHECK(file("GET", "/files/upload") == "one id=upload");
  CHECK(file("PUT", "/files/a.json") == "put path=a.json");
}

TEST_CASE("router: methods of all paths that fit are allowed", "[dispatch]") {
  CHECK(file("DELETE", "/files/a/b") == "GET, HEAD, PUT, OPTIONS");
  CHECK(file("DELETE", "/files/upload") == "GET, HEAD, POST, PUT, OPTIONS");
  CHECK(file("PATCH", "/files/a.json") == "GET, HEAD, PUT, OPTIONS");
  CHECK(file("POST", "/files/") == "GET, HEAD, PUT, OPTIONS");
}

TEST_CASE("router: more text goes first, then fewer parameters", "[dispatch]") {
  const std::vector<std::string_view> paths = {"/{a}-{b}", "/v{a}", "/v{a}-{b}", "/{a}-beta",
                                               "/{a}-{b}-{c}"};
  CHECK(found_among(paths, "/x-beta") == "/{a}-beta a=x");
  CHECK(found_among(paths, "/v1-beta") == "/{a}-beta a=v1");
  CHECK(found_among(paths, "/v1-2") == "/v{a}-{b} a=1 b=2");
  CHECK(found_among(paths, "/v1") == "/v{a} a=1");
  CHECK(found_among(paths, "/1-2") == "/{a}-{b} a=1 b=2");
  CHECK(found_among(paths, "/1-2-3") == "/{a}-{b}-{c} a=1 b=2 c=3");
}

TEST_CASE("router: the first parameter takes as much as it can", "[dispatch]") {
  CHECK(found_among({"/{name}.{type}"}, "/a.tar.gz") == "/{name}.{type} name=a.tar type=gz");
  CHECK(found_among({"/{a}...{b}"}, "/x....y") == "/{a}...{b} a=x. b=y");
  CHECK(found_among({"/{a}-{b}-{c}"}, "/1-2-3-4") == "/{a}-{b}-{c} a=1-2 b=3 c=4");
  CHECK(found_among({"/{a}-{b}"}, "/--x") == "/{a}-{b} a=- b=x");
  CHECK(found_among({"/{name}.json"}, "/a.json.json") == "/{name}.json name=a.json");
  CHECK(found_among({"/{lat},{lon}"}, "/1.5,-2") == "/{lat},{lon} lat=1.5 lon=-2");
}

TEST_CASE("router: a value within a segment is not empty", "[dispatch]") {
  for (const std::string_view path : {"/.json", "/json", "/a.jso", "/a.jsonx", "//", "/"}) {
    CAPTURE(path);
    CHECK(found_among({"/{name}.json"}, path) == "nothing");
  }
  for (const std::string_view path : {"/-", "/a-", "/-b", "/ab"}) {
    CAPTURE(path);
    CHECK(found_among({"/{a}-{b}"}, path) == "nothing");
  }
  CHECK(found_among({"/v{n}v"}, "/vv") == "nothing");
  CHECK(found_among({"/v{n}v"}, "/v") == "nothing");
}

TEST_CASE("router: an encoded character is text only if nothing else fits", "[dispatch]") {
  CHECK(found_among({"/{a},{b}"}, "/1%2C2,3") == "/{a},{b} a=1%2C2 b=3");
  CHECK(found_among({"/{a},{b}"}, "/1,2%2C3") == "/{a},{b} a=1 b=2%2C3");
  CHECK(found_among({"/{a},{b}"}, "/1%2c2") == "/{a},{b} a=1 b=2");
  CHECK(found_among({"/{name}.json"}, "/a%2Fb.json") == "/{name}.json name=a%2Fb");
  CHECK(found_among({"/{name}.json"}, "/a%2Ejson") == "/{name}.json name=a");
  CHECK(found_among({"/{a}2{b}"}, "/x%2Cy") == "nothing");  // not within an escape
  CHECK(found_among({"/{a}2{b}"}, "/1%2C2%2C3") == "/{a}2{b} a=1%2C b=%2C3");
  CHECK(found_among({"/{name}C"}, "/x%2C") == "nothing");
  CHECK(found_among({"/{a}.{b}"}, "/%zz.%") == "/{a}.{b} a=%zz b=%");
}

TEST_CASE("router: text of a path may be encoded", "[dispatch]") {
  CHECK(found_among({"/caf%C3%A9"}, "/caf%c3%a9") == "/caf%C3%A9");
  CHECK(found_among({"/caf%C3%A9/{id}"}, "/caf%C3%A9/7") == "/caf%C3%A9/{id} id=7");
  CHECK(found_among({"/%C3%A9{id}"}, "/%C3%A97") == "/%C3%A9{id} id=7");
  CHECK(found_among({"/a%2Fb"}, "/a%2Fb") == "/a%2Fb");
  CHECK(found_among({"/a%2Fb"}, "/a/b") == "nothing");
}

TEST_CASE("router: the rest ends a path", "[dispatch]") {
  const HttpRow rest[] = {{.endpoint = {.name = "a"}, .path = "/x/{rest...}/y"}};
  CHECK_THROWS_WITH(Router(rest), "something follows the rest in the path /x/{rest...}/y");
  const HttpRow twice[] = {{.endpoint = {.name = "a"}, .path = "/x/{a}.json"},
                           {.endpoint = {.name = "b"}, .path = "/x/{b}.json"}};
  CHECK_THROWS_WITH(Router(twice),
                    "two operations for the same method and path: a and b at /x/{b}.json");
}
