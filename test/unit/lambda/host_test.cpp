// The host on AWS Lambda: from an event to its outcome, without a runtime API.
#include "runtime/src/lambda/lambda_host.hpp"
#include "test/support/jobs_services.hpp"
#include "test/support/live_services.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/streams_services.hpp"

#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using vgen::lambda::Invocation;
using vgen::lambda::LambdaHost;
using vgen::lambda::Outcome;

namespace {

struct Fixture {
  vgen::testing::MemoryLog log;
  vgen::testing::ManualClock clock;

  vgen::ServerOptions options() {
    vgen::ServerOptions result;
    result.log = &log;
    result.clock = &clock;
    return result;
  }
};

struct Sample : Fixture {
  sample::Singletons singletons{};
};

/// An event of version 2.
std::string event(std::string_view method, std::string_view path, std::string_view more = "") {
  std::string text = R"({"version":"2.0","rawPath":")";
  text.append(path).append(R"(","headers":{"host":"api.example.org","content-type":)");
  text.append(R"("application/json"},"requestContext":{"http":{"method":")");
  text.append(method).append(R"(","sourceIp":"192.0.2.7"}})").append(more);
  return text += '}';
}

/// The outcome of an event with the id 1, in which the quotes of the body are simple ones.
std::string outcome_of(LambdaHost& host, const std::string& json) {
  const Outcome outcome = host.handle({.id = "1", .event = json});
  std::string text = outcome.error_type.empty() ? "" : outcome.error_type + ": ";
  text += outcome.json;
  for (std::size_t at = 0; (at = text.find("\\\"", at)) != std::string::npos;)
    text.replace(at, 2, "'");
  return text;
}

std::string problem(int status, const std::string& members) {
  return R"({"statusCode":)" + std::to_string(status) +
         R"(,"headers":{"X-Request-Id":"1","Content-Type":"application/problem+json"},"body":"{)" +
         members +
         R"(,'instance':'urn:vgen:request:1','request_id':'1'}","isBase64Encoded":false})";
}

/// Keeps the lines of the access log.
class Lines final : public vgen::AccessLog {
 public:
  void write(std::string_view line) noexcept override { text += line; }

  std::string text;
};

}  // namespace

TEST_CASE_METHOD(Sample, "lambda: a request", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(host.handle({.id = "8f507cfc", .event = event("GET", "/hello")}) ==
        Outcome{.json = R"({"statusCode":200,"headers":{"X-Request-Id":"8f507cfc",)"
                        R"("Content-Type":"application/json"},)"
                        R"("body":"{\"message\":\"hello\"}","isBase64Encoded":false})"});
}

TEST_CASE_METHOD(Sample, "lambda: query and body reach the function", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(outcome_of(host, event("POST", "/items/7",
                               R"(,"rawQueryString":"x=1","body":"{\"t\":\"\u00f6\"}")")) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","Content-Type":"application/json"},)"
        "\"body\":\"{'id':7,'x':1,'t':'\xC3\xB6'}\",\"isBase64Encoded\":false}");
}

TEST_CASE_METHOD(Sample, "lambda: a request of a REST API", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(outcome_of(host, R"({"httpMethod":"POST","path":"/items/7","headers":null,)"
                         R"("multiValueHeaders":{"Content-Type":["application/json"]},)"
                         R"("queryStringParameters":{"x":"1"},"requestContext":)"
                         R"({"identity":{"sourceIp":"192.0.2.7"}},"body":"eyJ0IjoiYSJ9",)"
                         R"("isBase64Encoded":true})") ==
        R"({"statusCode":200,"multiValueHeaders":{"X-Request-Id":["1"],)"
        R"("Content-Type":["application/json"]},"body":"{'id':7,'x':1,'t':'a'}",)"
        R"("isBase64Encoded":false})");
}

TEST_CASE_METHOD(Sample, "lambda: answers without a text", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(outcome_of(host, event("GET", "/picture")) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","Content-Type":"image/png"},)"
        R"("body":"iVBORw==","isBase64Encoded":true})");
  CHECK(outcome_of(host, event("HEAD", "/hello")) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","Content-Type":"application/json",)"
        R"("Content-Length":"19"},"body":"","isBase64Encoded":false})");
  CHECK(outcome_of(host, event("DELETE", "/items/1")) ==
        R"({"statusCode":204,"headers":{"X-Request-Id":"1"},"body":"","isBase64Encoded":false})");
  CHECK(outcome_of(host, event("POST", "/move")) ==
        R"({"statusCode":303,"headers":{"X-Request-Id":"1","Location":"/hello"},)"
        R"("cookies":["seen=1; Path=/; Secure; HttpOnly; SameSite=Lax"],"body":"",)"
        R"("isBase64Encoded":false})");
}

TEST_CASE_METHOD(Sample, "lambda: problems", "[lambda]") {
  vgen::ServerOptions asked = options();
  asked.limits.body_bytes = 8;
  LambdaHost host(sample::make(singletons), asked);
  CHECK(outcome_of(host, event("GET", "/nothing")) ==
        problem(404,
                "'type':'urn:vgen:not-found','title':'Not found','status':404,'detail':"
                "'There is nothing at this path.'"));
  CHECK(outcome_of(host, event("POST", "/items", R"(,"body":"{\"title\":\"a\"}")")) ==
        problem(413,
                "'type':'urn:vgen:payload-too-large','title':'Payload too large',"
                "'status':413,'detail':'The body is larger than 8 bytes.'"));
  CHECK(log.lines().empty());
  CHECK(outcome_of(host, event("POST", "/fail")) ==
        problem(500, "'type':'urn:vgen:internal','title':'Internal error','status':500"));
  REQUIRE(log.lines().size() == 1);
  CHECK(log.lines()[0].message == "POST /fail fail: std::runtime_error: the secret reason");
  CHECK(log.lines()[0].request_id == "1");
}

TEST_CASE_METHOD(Sample, "lambda: events that cannot be served are errors, and are logged",
                 "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(
      outcome_of(host, "{}") ==
      R"(UnknownEvent: {"errorMessage":"this event is not one that vgen serves: an HTTP request )"
      R"(of API Gateway or of a function URL, a tick of EventBridge, or an object with the member )"
      R"('task'","errorType":"UnknownEvent","stackTrace":[]})");
  CHECK(outcome_of(host, event("GET POST", "/hello")) ==
        R"(MalformedEvent: {"errorMessage":"the method of the event is not a word",)"
        R"("errorType":"MalformedEvent","stackTrace":[]})");
  CHECK(outcome_of(host, R"({"task":"purge"})") ==
        R"(UnknownTask: {"errorMessage":"there is no task 'purge': the target of a rule can name )"
        R"(one, by the input {'task': NAME}","errorType":"UnknownTask","stackTrace":[]})");
  CHECK(log.lines().size() == 3);
  CHECK(log.lines()[1] == vgen::testing::MemoryLog::Line{
                              vgen::LogLevel::error, "the method of the event is not a word", "1"});
  CHECK(outcome_of(host, event("GET", "/hello")).starts_with(R"({"statusCode":200,)"));
}

TEST_CASE_METHOD(Sample, "lambda: coroutines", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  CHECK(outcome_of(host, event("GET", "/later/7")) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","Content-Type":"application/json"},)"
        R"("body":"{'id':7,'title':'later'}","isBase64Encoded":false})");
}

TEST_CASE_METHOD(Sample, "lambda: the deadline of Lambda ends a coroutine", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  const auto in = [&](std::string_view path, std::chrono::milliseconds time,
                      std::chrono::milliseconds passes) {
    singletons.gate.on_enter([&, passes] { clock.advance(passes); });
    return host.handle({.id = "1", .deadline = clock.now() + time, .event = event("GET", path)})
        .json;
  };
  const std::string late =
      R"({"statusCode":503,"headers":{"X-Request-Id":"1",)"
      R"("Content-Type":"application/problem+json"},"body":"{\"type\":\"urn:vgen:timeout\",)"
      R"(\"title\":\"Timeout\",\"status\":503,\"detail\":\"The operation took too long.\",)"
      R"(\"instance\":\"urn:vgen:request:1\",\"request_id\":\"1\"}","isBase64Encoded":false})";
  CHECK(in("/forever", 3s, 2501ms) == late);
  CHECK(singletons.alive == 0);
  // One that does not end is answered for, and does not stop the next event.
  CHECK(in("/stubborn", 3s, 2501ms) == late);
  CHECK(singletons.alive == 1);
  CHECK(outcome_of(host, event("GET", "/hello")).starts_with(R"({"statusCode":200,)"));
  // The limit of the route ends it before.
  CHECK(in("/forever", 15min, 30'001ms) == late);
}

TEST_CASE_METHOD(Sample, "lambda: large bodies", "[lambda]") {
  LambdaHost host(sample::make(singletons), options());
  const std::string body = R"(\")" + std::string(500'000, 'x') + R"(\")";
  CHECK(outcome_of(host, event("POST", "/measure", R"(,"body":")" + body + '"')) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","Content-Type":"application/json"},)"
        R"("body":"500000","isBase64Encoded":false})");
  CHECK(outcome_of(host, event("GET", "/repeat/6000000")).size() > 6'000'000);
  const std::string too_large =
      R"(AnswerTooLarge: {"errorMessage":"the answer is larger than the 6291556 bytes that Lambda )"
      R"(passes on","errorType":"AnswerTooLarge","stackTrace":[]})";
  CHECK(outcome_of(host, event("GET", "/repeat/6291500")) == too_large);
  CHECK(outcome_of(host, event("GET", "/repeat/20000000")) == too_large);
  CHECK(outcome_of(host, event("GET", "/hello")).starts_with(R"({"statusCode":200,)"));
}

TEST_CASE_METHOD(Sample, "lambda: who asks, by which scheme", "[lambda]") {
  Lines lines;
  vgen::ServerOptions asked = options();
  asked.access_log = &lines;
  asked.origins = {"https://app.example.org"};
  LambdaHost host(sample::make(singletons), asked);
  const auto allows = [&](const std::string& origin) {
    const std::string json =
        R"({"rawPath":"/hello","headers":{"host":"api.example.org","origin":")" + origin +
        R"("},"requestContext":{"http":{"method":"GET","sourceIp":"192.0.2.7"}}})";
    return outcome_of(host, json).find("Access-Control-Allow-Origin") != std::string::npos;
  };
  CHECK(allows("https://api.example.org"));
  CHECK_FALSE(allows("http://api.example.org"));
  CHECK(lines.text.find(R"("method":"GET","route":"/hello","status":200,"bytes":19,)") !=
        std::string::npos);
  CHECK(lines.text.find(R"("request_id":"1","remote_address":"192.0.2.7",)") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "lambda: what needs a connection is answered with 501", "[lambda]") {
  live::Singletons rooms;
  LambdaHost sockets(live::make(rooms), options());
  CHECK(outcome_of(sockets, event("GET", "/live/kitchen")) ==
        problem(501,
                "'type':'urn:vgen:not-implemented','title':'Not implemented','status':501,"
                "'detail':'This host keeps no connections, so it has no websockets.'"));
  feed::Singletons feed;
  LambdaHost streams(feed::make(feed), options());
  CHECK(outcome_of(streams, event("GET", "/count/3")) ==
        problem(501,
                "'type':'urn:vgen:not-implemented','title':'Not implemented','status':501,"
                "'detail':'This host keeps no connections, so it has no streams.'"));
}

TEST_CASE_METHOD(Fixture, "lambda: schedules", "[lambda]") {
  jobs::Singletons singletons;
  LambdaHost host(jobs::make(singletons), options());
  CHECK(outcome_of(host, R"({"task":"purge","scheduled_at":"2026-01-02T03:00:00Z"})") ==
        R"({"task":"purge","outcome":"done"})");
  CHECK(outcome_of(host, R"({"source":"aws.events","time":"2026-01-02T03:00:00Z",)"
                         R"("resources":["arn:aws:events:eu-central-1:1:rule/report"]})") ==
        R"({"task":"report","outcome":"done"})");
  CHECK(outcome_of(host, R"({"task":"purg"})") ==
        R"(UnknownTask: {"errorMessage":"there is no task 'purg': the target of a rule can name )"
        R"(one, by the input {'task': NAME}","errorType":"UnknownTask","stackTrace":[]})");
  CHECK(singletons.runs() == std::map<std::string, int>{{"purge", 1}, {"report", 1}});
  // Nothing runs by itself.
  clock.advance(24h);
  CHECK(outcome_of(host, event("GET", "/healthz")).starts_with(R"({"statusCode":200,)"));
  CHECK(singletons.runs() == std::map<std::string, int>{{"purge", 1}, {"report", 1}});
}

TEST_CASE_METHOD(Fixture, "lambda: a function that blocks", "[lambda]") {
  jobs::Singletons singletons;
  LambdaHost host(jobs::make(singletons), options());
  CHECK(outcome_of(host, event("POST", "/ask", R"(,"body":"{\"name\":\"a\"}")")) ==
        R"({"statusCode":200,"headers":{"X-Request-Id":"1","X-Thread":"worker",)"
        R"("Content-Type":"application/json"},"body":"{'name':'a'}","isBase64Encoded":false})");
}

TEST_CASE_METHOD(Fixture, "lambda: wrong options", "[lambda]") {
  sample::Singletons singletons;
  vgen::ServerOptions asked = options();
  asked.directories = {{.folder = "/no/such/folder"}};
  CHECK_THROWS_AS(LambdaHost(sample::make(singletons), asked), std::invalid_argument);
}
