// The host on AWS Lambda: from an event to its outcome, without a runtime API.
#include "runtime/src/lambda/lambda_host.hpp"
#include "test/support/sample_services.hpp"

#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using vgen::lambda::Invocation;
using vgen::lambda::LambdaHost;
using vgen::lambda::Outcome;

namespace {

struct Fixture {
  sample::Singletons singletons{};
  vgen::testing::MemoryLog log;
  vgen::testing::ManualClock clock;

  vgen::ServerOptions options() {
    vgen::ServerOptions result;
    result.log = &log;
    result.clock = &clock;
    return result;
  }
};

/// An event of version 2.
std::string event(const std::string& method, const std::string& path, const std::string& more = "") {
  return R"({"version":"2.0","rawPath":")" + path +
         R"(","headers":{"host":"api.example.org"},"requestContext":{"http":{"method":")" + method +
         R"(","sourceIp":"192.0.2.7"}})" + more + "}";
}

}  // namespace

TEST_CASE_METHOD(Fixture, "lambda: a request", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(host.handle({.id = "8f507cfc", .event = event("GET", "/hello")}) ==
        Outcome{.json = R"({"statusCode":200,"headers":{"X-Request-Id":"8f507cfc",)"
                        R"("Content-Type":"application/json"},)"
                        R"("body":"{\"message\":\"hello\"}","isBase64Encoded":false})"});
}

TEST_CASE_METHOD(Fixture, "lambda: what the request says reaches the function", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  const std::string body = R"({"t":"\u00f6"})";
  const std::string json =
      R"({"version":"2.0","rawPath":"/items/7","rawQueryString":"x=1","headers":{"host":"h",)"
      R"("content-type":"application/json"},"requestContext":{"http":{"method":"POST",)"
      R"("sourceIp":"192.0.2.7"}},"body":"{\"t\":\"\u00f6\"}","isBase64Encoded":false})";
  CHECK(host.handle({.id = "1", .event = json}) ==
        Outcome{.json = R"({"statusCode":200,"headers":{"X-Request-Id":"1",)"
                        R"("Content-Type":"application/json"},)"
                        "\"body\":\"{\\\"id\\\":7,\\\"x\\\":1,\\\"t\\\":\\\"\xC3\xB6\\\"}\","
                        R"("isBase64Encoded":false})"});
}

TEST_CASE_METHOD(Fixture, "lambda: cookies, redirects and bytes", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  const Outcome moved = host.handle({.id = "1", .event = event("POST", "/move-on")});
  CHECK(moved.json == "");
  const Outcome picture = host.handle({.id = "1", .event = event("GET", "/picture")});
  CHECK(picture.json == "");
  const Outcome head = host.handle({.id = "1", .event = event("HEAD", "/hello")});
  CHECK(head.json == "");
  const Outcome gone = host.handle({.id = "1", .event = event("DELETE", "/items/1")});
  CHECK(gone.json == "");
}

TEST_CASE_METHOD(Fixture, "lambda: problems", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(host.handle({.id = "1", .event = event("POST", "/fail")}).json == "");
  CHECK(host.handle({.id = "1", .event = event("GET", "/nothing")}).json == "");
  CHECK(host.handle({.id = "1", .event = event("TRACE/", "/hello")}).json == "");
}
