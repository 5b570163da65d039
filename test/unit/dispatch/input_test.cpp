// Reading inputs from requests: path, query, headers, cookies and body.
#include "test/support/sample_services.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using vgen::Response;
using vgen::testing::Client;

struct Fixture {
  sample::Singletons singletons;
  Client client{sample::make(singletons)};
};

/// "200 BODY"; for a validation problem only the list of errors.
std::string summary(const Response& response) {
  const std::size_t errors = response.body.find("\"errors\":");
  return std::to_string(response.status) + " " +
         (errors == std::string::npos
              ? response.body
              : response.body.substr(errors, response.body.size() - errors - 1));
}

}  // namespace

TEST_CASE_METHOD(Fixture, "input: what is absent keeps its default", "[dispatch]") {
  CHECK(summary(client.get("/search")) ==
        R"(200 {"count":10,"tags":[],"ids":[],"level":"normal"})");
}

TEST_CASE_METHOD(Fixture, "input: strings are converted by the declared type", "[dispatch]") {
  CHECK(summary(client.get(
            "/search?count=3&flag=true&level=high&since=2026-01-02T03:04:05Z&unknown=1")) ==
        R"(200 {"count":3,"flag":true,"tags":[],"ids":[],"level":"high",)"
        R"("since":"2026-01-02T03:04:05Z"})");
}

TEST_CASE_METHOD(Fixture, "input: lists take both forms, and an encoded comma splits none",
                 "[dispatch]") {
  CHECK(summary(client.get("/search?tags=a&tags=b,c")) ==
        R"(200 {"count":10,"tags":["a","b","c"],"ids":[],"level":"normal"})");
  CHECK(summary(client.get("/search?tags=a%2Cb,c+d")) ==
        R"(200 {"count":10,"tags":["a,b","c d"],"ids":[],"level":"normal"})");
  CHECK(summary(client.get("/search?ids=3,1&ids=2")) ==
        R"(200 {"count":10,"tags":[],"ids":[1,2,3],"level":"normal"})");
  CHECK(summary(client.get("/search?%74ags=a")) ==
        R"(200 {"count":10,"tags":["a"],"ids":[],"level":"normal"})");
}

TEST_CASE_METHOD(Fixture, "input: lists keep their rules and point at the item", "[dispatch]") {
  CHECK(summary(client.get("/search?tags=a,b,c,d")) ==
        R"(422 "errors":[{"in":"query","pointer":"/tags","code":"maxItems",)"
        R"("message":"must have at most 3 items","limit":3}])");
  CHECK(summary(client.get("/search?tags=a,,c")) ==
        R"(422 "errors":[{"in":"query","pointer":"/tags/1","code":"minLength",)"
        R"("message":"must not be empty","limit":1}])");
  CHECK(summary(client.get("/search?tags=a,b,a")) ==
        R"(422 "errors":[{"in":"query","pointer":"/tags","code":"uniqueItems",)"
        R"("message":"must not have the same item twice; items 0 and 2 are equal","limit":true}])");
  CHECK(summary(client.get("/search?ids=1,x")) ==
        R"(422 "errors":[{"in":"query","pointer":"/ids/1","code":"type",)"
        R"("message":"must be an integer","limit":"integer"}])");
}

TEST_CASE_METHOD(Fixture, "input: a scalar is given once and well encoded", "[dispatch]") {
  CHECK(summary(client.get("/search?count=1&count=2")) ==
        R"(422 "errors":[{"in":"query","pointer":"/count","code":"duplicate",)"
        R"("message":"is given more than once"}])");
  CHECK(summary(client.get("/segment/%zz")) ==
        R"(422 "errors":[{"in":"path","pointer":"/text","code":"encoding",)"
        R"("message":"has a percent sign without two hexadecimal digits"}])");
  CHECK(summary(client.get("/segment/%ff")) ==
        R"(422 "errors":[{"in":"path","pointer":"/text","code":"encoding",)"
        R"("message":"must be valid UTF-8"}])");
}

TEST_CASE_METHOD(Fixture,
                 "input: an encoded slash stays inside of a path parameter, a plus is a plus there",
                 "[dispatch]") {
  CHECK(summary(client.get("/segment/a%2Fb+c%20d")) == R"(200 {"text":"a/b+c d"})");
}

TEST_CASE_METHOD(Fixture, "input: headers and cookies go to their members", "[dispatch]") {
  const Response response = client.post("/keyed", "",
                                        {{"idempotency-key", "abcd"},
                                         {"Cookie", "theme=dark"},
                                         {"X-Parts", "1, 2"},
                                         {"x-parts", "3"}});
  CHECK(summary(response) == R"(200 {"key":"abcd","theme":"dark","parts":[1,2,3]})");
  CHECK(summary(client.post("/keyed")) ==
        R"(422 "errors":[{"in":"header","pointer":"/key","code":"required",)"
        R"("message":"is required"}])");
}

TEST_CASE_METHOD(Fixture, "input: the faults of all places are told together", "[dispatch]") {
  CHECK(
      summary(client.post("/items/0?x=y", R"({"t":1,"id":3,"more":true})")) ==
      R"(422 "errors":[{"in":"path","pointer":"/id","code":"minimum",)"
      R"("message":"must be at least 1","limit":1},)"
      R"({"in":"query","pointer":"/x","code":"type","message":"must be an integer",)"
      R"("limit":"integer"},)"
      R"({"in":"body","pointer":"/t","code":"type","message":"must be a string, not a number",)"
      R"("limit":"string"},)"
      R"({"in":"body","pointer":"/id","code":"bound_elsewhere","message":"is read from the path, )"
      R"(the query, a header or a cookie, not from here"},)"
      R"({"in":"body","pointer":"/more","code":"unknown","message":"is not a known member"}])");
}

TEST_CASE_METHOD(Fixture,
                 "input: text that is not JSON is malformed, and a fault among others otherwise",
                 "[dispatch]") {
  const Response alone = client.post("/items", "{\"title\":");
  CHECK(alone.status == 400);
  CHECK(alone.body.starts_with(
      R"({"type":"urn:vgen:malformed","title":"Malformed request","status":400,)"));
  CHECK(client.post("/items/0?x=1", "{").status == 422);
  CHECK(client.post("/items", "", {{"Content-Type", "application/json"}}).status == 400);
  CHECK(client.post("/items", R"({"title":"a"} x)").status == 400);
}

TEST_CASE_METHOD(Fixture, "input: bodies have to be JSON by their media type", "[dispatch]") {
  CHECK(client.post("/items", R"({"title":"a"})", {{"Content-Type", "text/plain"}}).status == 415);
  CHECK(client.post("/items", R"({"title":"a"})", {{"Content-Type", ""}}).status == 415);
  CHECK(
      client
          .post("/items", R"({"title":"a"})", {{"Content-Type", "application/json; charset=utf-8"}})
          .status == 201);
}

TEST_CASE_METHOD(Fixture, "input: nothing counts as an empty object", "[dispatch]") {
  CHECK(summary(client.put("/optional")) == "200 {}");
  CHECK(summary(client.post("/items")) ==
        R"(422 "errors":[{"in":"body","pointer":"/title","code":"required",)"
        R"("message":"is required"}])");
}
