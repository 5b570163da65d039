// The stages between a request and its answer.
#include "test/support/sample_services.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using vgen::Response;
using vgen::testing::Client;

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Client client{sample::make(singletons), {.log = &log}};
};

/// The id in a problem.
std::string request_id_of(const Response& response) {
  const std::string key = "\"request_id\":\"";
  const std::size_t at = response.body.find(key);
  return at == std::string::npos ? "" : response.body.substr(at + key.size(), 16);
}

/// A problem without the parts that differ from request to request.
std::string problem_of(const Response& response) {
  std::string text = response.body;
  const std::string id = request_id_of(response);
  for (std::size_t at; !id.empty() && (at = text.find(id)) != std::string::npos;)
    text.replace(at, id.size(), "ID");
  return std::to_string(response.status) + " " + text;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "invoker: a value is JSON with the route's status", "[dispatch]") {
  const Response response = client.post("/items", R"({"title":"new"})");
  CHECK(response.status == 201);
  CHECK(response.headers.text() == "Location: /items/7\r\nContent-Type: application/json\r\n");
  CHECK(response.body == R"({"id":7,"title":"new"})");
}

TEST_CASE_METHOD(Fixture, "invoker: nothing is 204", "[dispatch]") {
  CHECK(client.del("/items/1") == Response{.status = 204});
}

TEST_CASE_METHOD(Fixture, "invoker: a declared error is a problem with its members", "[dispatch]") {
  const std::string expected =
      R"(404 {"type":"urn:sample:not-found","title":"Not found","status":404,)"
      R"("instance":"urn:vgen:request:ID","request_id":"ID","id":101})";
  CHECK(problem_of(client.get("/items/101")) == expected);
  CHECK(problem_of(client.del("/items/101")) == expected);
  CHECK(problem_of(client.get("/later/101")) == expected);
  CHECK(client.get("/items/101").headers.find("Content-Type") == "application/problem+json");
}

TEST_CASE_METHOD(Fixture, "invoker: a declared error may be thrown, as a subclass too",
                 "[dispatch]") {
  CHECK(problem_of(client.get("/thrown/3")) ==
        R"(404 {"type":"urn:sample:not-found","title":"Not found","status":404,)"
        R"("instance":"urn:vgen:request:ID","request_id":"ID","id":3})");
}

TEST_CASE_METHOD(Fixture, "invoker: a built-in error may be thrown", "[dispatch]") {
  CHECK(problem_of(client.post("/refuse")) ==
        R"(403 {"type":"urn:vgen:forbidden","title":"Forbidden","status":403,)"
        R"("detail":"Not for you.","instance":"urn:vgen:request:ID","request_id":"ID"})");
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Fixture, "invoker: the text of an unexpected exception goes to the log only",
                 "[dispatch]") {
  const Response response = client.post("/fail");
  CHECK(problem_of(response) ==
        R"(500 {"type":"urn:vgen:internal","title":"Internal error","status":500,)"
        R"("instance":"urn:vgen:request:ID","request_id":"ID"})");
  REQUIRE(log.lines().size() == 1);
  CHECK(log.lines()[0] == vgen::testing::MemoryLog::Line{
                              .level = vgen::LogLevel::error,
                              .message = "POST /fail fail: std::runtime_error: the secret reason",
                              .request_id = request_id_of(response)});
}

TEST_CASE_METHOD(Fixture, "invoker: a result that is not JSON is a mistake of the function",
                 "[dispatch]") {
  const Response response = client.get("/unwritable");
  CHECK(response.status == 500);
  REQUIRE(log.lines().size() == 1);
  CHECK(log.lines()[0].message.find("cannot be written as JSON") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "invoker: sessions are resolved where they are wanted", "[dispatch]") {
  CHECK(client.get("/me", {{"Authorization", "Bearer ann"}}).body == R"({"message":"ann"})");
  CHECK(client.get("/maybe", {{"Authorization", "Bearer ann"}}).body == R"({"message":"ann"})");
  CHECK(client.get("/maybe").body == R"({"message":"nobody"})");
  CHECK(client.get("/guarded", {{"Authorization", "Bearer ann"}}).body == R"({"message":"hello"})");
}

TEST_CASE_METHOD(Fixture, "invoker: without the session that it needs, nothing is run",
                 "[dispatch]") {
  for (const std::string_view path : {"/me", "/guarded"}) {
    const Response response = client.get(path);
    CHECK(problem_of(response) ==
          R"(401 {"type":"urn:vgen:unauthorized","title":"Unauthorized","status":401,)"
          R"("detail":"This operation needs a session.","instance":"urn:vgen:request:ID",)"
          R"("request_id":"ID"})");
    CHECK(response.headers.find("WWW-Authenticate") == "Bearer");
  }
  CHECK(client.get("/me", {{"Authorization", "Bearer !"}}).status == 500);
}

TEST_CASE_METHOD(Fixture, "invoker: a client that takes no JSON is told so before anything is run",
                 "[dispatch]") {
  CHECK(client.get("/hello", {{"Accept", "text/html"}}).status == 406);
  CHECK(client.get("/hello", {{"Accept", "text/html, */*"}}).status == 200);
  CHECK(client.del("/items/1", {{"Accept", "text/html"}}).status == 204);
}

TEST_CASE_METHOD(Fixture, "invoker: a call may redirect, set cookies and answer with bytes",
                 "[dispatch]") {
  const Response moved = client.post("/move");
  CHECK(moved.status == 303);
  CHECK(moved.headers.text() ==
        "Set-Cookie: seen=1; Path=/; Secure; HttpOnly; SameSite=Lax\r\nLocation: /hello\r\n");
  CHECK(moved.body.empty());
  const Response picture = client.get("/picture");
  CHECK(picture.status == 200);
  CHECK(picture.headers.find("Content-Type") == "image/png");
  CHECK(picture.body == "\x89PNG");
}

TEST_CASE_METHOD(Fixture, "invoker: deferred functions run backwards, before the services end",
                 "[dispatch]") {
  client.get("/deferring");
  CHECK(singletons.events ==
        std::vector<std::string>{"function", "second deferred", "first deferred, alive 1"});
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "invoker: coroutines run to their end", "[dispatch]") {
  CHECK(client.get("/later").body == R"({"message":"later"})");
  CHECK(client.get("/later/3").body == R"({"id":3,"title":"later"})");
  CHECK(client.get("/later_fail").status == 500);
  CHECK(log.lines().size() == 1);
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "invoker: methods and paths that are not there", "[dispatch]") {
  CHECK(client.get("/nothing").status == 404);
  const Response wrong = client.request("PUT", "/items");
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.find("Allow") == "POST, OPTIONS");
  for (const char* const known : {"POST", "TRACE", "CONNECT", "QUERY"})
    CHECK(client.request(known, "/hello").headers.find("Allow") == "GET, HEAD, OPTIONS");
  for (const char* const unknown : {"BREW", "get", "PROPFIND", "GETX"}) {
    CHECK(client.request(unknown, "/hello").status == 501);
    CHECK(client.request(unknown, "/nothing").status == 501);
  }
  const Response options = client.request("OPTIONS", "/items/1");
  CHECK(options.status == 204);
  CHECK(options.headers.find("Allow") == "GET, HEAD, POST, DELETE, OPTIONS");
  CHECK(client.request("OPTIONS", "/nothing").status == 404);
  CHECK(client.request("OPTIONS", "*").status == 204);
  CHECK(client.request("GET", "*").status == 404);
  CHECK(client.request("GET", "nonsense").status == 400);
}

TEST_CASE_METHOD(Fixture, "invoker: HEAD is GET without the body", "[dispatch]") {
  const Response response = client.request("HEAD", "/hello");
  CHECK(response.status == 200);
  CHECK(response.headers.find("Content-Type") == "application/json");
  CHECK(response.body.empty());
}

TEST_CASE_METHOD(Fixture, "invoker: documents are served beside the operations", "[dispatch]") {
  CHECK(client.get("/openapi.json").body == R"({"openapi":"3.1.1"})");
  CHECK(client.get("/openapi.json").headers.find("Content-Type") == "application/json");
  CHECK(client.get("/healthz").status == 200);
  CHECK(client.get("/readyz").status == 200);
  CHECK(client.post("/healthz").status == 405);
}

TEST_CASE_METHOD(Fixture, "invoker: a body beyond the limit is refused in memory too",
                 "[dispatch]") {
  CHECK(client.post("/measure", '"' + std::string(599'998, 'x') + '"').body == "599998");
  CHECK(client.post("/measure", '"' + std::string(599'999, 'x') + '"').status == 413);
}
