// Events of AWS Lambda as values: what they are, and what they become as a request.
#include "runtime/src/lambda/read_event.hpp"
#include "runtime/src/lambda/answer_json.hpp"
#include "runtime/src/lambda/request_text.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <variant>

using vgen::lambda::answer_json;
using vgen::lambda::Event;
using vgen::lambda::EventFault;
using vgen::lambda::HttpEvent;
using vgen::lambda::read_event;
using vgen::lambda::refuse_request;
using vgen::lambda::request_text;
using vgen::lambda::TaskEvent;

namespace {

/// As the documentation of API Gateway shows it.
const std::string v2_event = R"({
  "version": "2.0",
  "routeKey": "$default",
  "rawPath": "/items/7",
  "rawQueryString": "x=1&y=%20a",
  "cookies": ["theme=dark", "seen=1"],
  "headers": {"accept": "text/html,*/*", "content-type": "application/json",
              "host": "api.example.org", "x-forwarded-for": "192.0.2.9"},
  "queryStringParameters": {"x": "1", "y": " a"},
  "requestContext": {
    "accountId": "123456789012",
    "authorizer": {"jwt": {"claims": {"sub": "ada"}, "scopes": null}},
    "domainName": "api.example.org",
    "http": {"method": "POST", "path": "/items/7", "protocol": "HTTP/1.1",
             "sourceIp": "192.0.2.7", "userAgent": "agent"},
    "requestId": "JKJaXmPLvHcESHA=",
    "stage": "$default",
    "timeEpoch": 1583348638390
  },
  "body": "eyJ0IjoiYSJ9",
  "pathParameters": null,
  "isBase64Encoded": true,
  "stageVariables": {"a": "b"}
})";

const std::string v1_event = R"({
  "version": "1.0",
  "resource": "/{proxy+}",
  "path": "/größe/a b",
  "httpMethod": "GET",
  "headers": {"Host": "api.example.org", "X-Many": "2"},
  "multiValueHeaders": {"Host": ["api.example.org"], "X-Many": ["1", "2"]},
  "queryStringParameters": {"tag": "b&c"},
  "multiValueQueryStringParameters": {"tag": ["a", "b&c"]},
  "requestContext": {"identity": {"sourceIp": "2001:db8::1", "userAgent": null},
                     "stage": "prod", "path": "/prod/größe"},
  "body": null,
  "isBase64Encoded": false
})";

/// The fault of an event: "UnknownEvent: this …".
std::string fault_of(const std::string& json) {
  const Event event = read_event(json);
  REQUIRE(std::holds_alternative<EventFault>(event));
  const auto& [type, message] = std::get<EventFault>(event);
  return type + ": " + message;
}

HttpEvent http_of(const std::string& json) {
  const Event event = read_event(json);
  REQUIRE(std::holds_alternative<HttpEvent>(event));
  return std::get<HttpEvent>(event);
}

/// An event of version 2 with these members beside method and path.
std::string small_v2(const std::string& more, const std::string& context = "") {
  return R"({"rawPath":"/a","headers":{"host":"h"},"requestContext":{"http":{"method":"GET")"
         R"(,"sourceIp":"192.0.2.7"})" +
         context + "}" + more + "}";
}

constexpr auto in_2026 = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2};

}  // namespace

TEST_CASE("events: a request of an HTTP API", "[lambda]") {
  const HttpEvent expected{.form = HttpEvent::Form::v2,
                           .method = "POST",
                           .target = "/items/7?x=1&y=%20a",
                           .source = "192.0.2.7",
                           .headers = {{"accept", "text/html,*/*"},
                                       {"content-type", "application/json"},
                                       {"host", "api.example.org"},
                                       {"x-forwarded-for", "192.0.2.9"},
                                       {"cookie", "theme=dark; seen=1"}},
                           .body = R"({"t":"a"})"};
  CHECK(http_of(v2_event) == expected);
  CHECK(request_text(expected) ==
        "POST /items/7?x=1&y=%20a HTTP/1.1\r\n"
        "accept: text/html,*/*\r\n"
        "content-type: application/json\r\n"
        "host: api.example.org\r\n"
        "x-forwarded-for: 192.0.2.9\r\n"
        "cookie: theme=dark; seen=1\r\n"
        "Content-Length: 9\r\n"
        "Connection: close\r\n\r\n"
        R"({"t":"a"})");
}

TEST_CASE("events: a request of a REST API", "[lambda]") {
  CHECK(http_of(v1_event) ==
        HttpEvent{.form = HttpEvent::Form::v1,
                  .method = "GET",
                  .target = "/gr%C3%B6%C3%9Fe/a%20b?tag=a&tag=b%26c",
                  .source = "2001:db8::1",
                  .headers = {{"Host", "api.example.org"}, {"X-Many", "1"}, {"X-Many", "2"}}});
}

TEST_CASE("events: cookies of a function URL are not doubled", "[lambda]") {
  const HttpEvent event = http_of(
      R"({"rawPath":"/","headers":{"Cookie":"a=1; b=2","host":"x.lambda-url.on.aws"},)"
      R"("cookies":["a=1","b=2"],"requestContext":{"http":{"method":"GET","sourceIp":"::1"}}})");
  CHECK(event == HttpEvent{.method = "GET",
                           .target = "/",
                           .source = "::1",
                           .headers = {{"Cookie", "a=1; b=2"}, {"host", "x.lambda-url.on.aws"}}});
}

TEST_CASE("events: the stage of an HTTP API is not a part of the path", "[lambda]") {
  const auto target = [](const std::string& path, const std::string& stage) {
    return http_of(R"({"rawPath":")" + path +
                   R"(","requestContext":{"http":{"method":"GET"},"stage":")" + stage + R"("}})")
        .target;
  };
  CHECK(target("/prod/items", "prod") == "/items");
  CHECK(target("/prod", "prod") == "/");
  CHECK(target("/production", "prod") == "/production");
  CHECK(target("/prod/items", "$default") == "/prod/items");
  CHECK(target("", "$default") == "/");
}

TEST_CASE("events: a path becomes one of HTTP, whoever has decoded it", "[lambda]") {
  const auto target = [](const std::string& path) {
    return http_of(R"({"rawPath":")" + path + R"(","requestContext":{"http":{"method":"GET"}}})")
        .target;
  };
  CHECK(target("/a%2Fb/%7Bc%7D") == "/a%2Fb/%7Bc%7D");
  CHECK(target("/100%/a b/{c}") == "/100%25/a%20b/%7Bc%7D");
  CHECK(target("/a?b#c HTTP/1.1\\r\\nX: y") == "/a%3Fb%23c%20HTTP/1.1%0D%0AX:%20y");
}

TEST_CASE("events: an event without a host has that of its gateway", "[lambda]") {
  const HttpEvent event = http_of(
      R"({"rawPath":"/","requestContext":{"http":{"method":"GET"},"domainName":"d.example.org"}})");
  CHECK(event.headers == std::vector<vgen::lambda::Field>{{"host", "d.example.org"}});
}

TEST_CASE("events: fields of the connection end at the gateway", "[lambda]") {
  CHECK(request_text({.method = "GET",
                      .target = "/",
                      .headers = {{"Transfer-Encoding", "chunked"},
                                  {"content-length", "7"},
                                  {"Connection", "keep-alive"},
                                  {"Upgrade", "websocket"},
                                  {"expect", "100-continue"},
                                  {"X-Kept", ""}}}) ==
        "GET / HTTP/1.1\r\nX-Kept: \r\nConnection: close\r\n\r\n");
}

TEST_CASE("events: nothing in an event becomes another line of the request", "[lambda]") {
  CHECK(refuse_request({.method = "GET", .headers = {{"a", "b\r\nc: d"}}}) ==
        "the header 'a' of the event has a line break or a NUL");
  CHECK(refuse_request({.method = "GET", .headers = {{"a", std::string("b\0", 2)}}}) ==
        "the header 'a' of the event has a line break or a NUL");
  CHECK(refuse_request({.method = "GET", .headers = {{"a: b\r\nc", "d"}}}) ==
        "a header of the event has a name that HTTP does not allow");
  CHECK(refuse_request({.method = "GET / HTTP/1.1\r\n"}) ==
        "the method of the event is not a word");
  CHECK(refuse_request({.method = "GET", .headers = {{"a", "b\tc \xFF"}}}).empty());
}

TEST_CASE("events: ticks of schedules", "[lambda]") {
  using namespace std::chrono_literals;
  // A rule of EventBridge, named after the task.
  CHECK(read_event(R"({"version":"0","id":"1","detail-type":"Scheduled Event",)"
                   R"("source":"aws.events","account":"123456789012",)"
                   R"("time":"2026-01-02T03:00:00Z","region":"eu-central-1",)"
                   R"("resources":["arn:aws:events:eu-central-1:123456789012:rule/purge"],)"
                   R"("detail":{}})") == Event(TaskEvent{"purge", in_2026 + 3h}));
  CHECK(read_event(R"({"source":"aws.events","time":"2026-01-02T03:00:00Z",)"
                   R"("resources":["arn:aws:events:eu-central-1:1:rule/bus/purge"]})") ==
        Event(TaskEvent{"purge", in_2026 + 3h}));
  // EventBridge Scheduler, and a test from the console.
  CHECK(read_event(R"({"task":"purge","scheduled_at":"2026-01-02T03:00:00Z"})") ==
        Event(TaskEvent{"purge", in_2026 + 3h}));
  CHECK(read_event(R"({"task":"purge"})") == Event(TaskEvent{"purge", {}}));
}

TEST_CASE("events: what cannot be served is one sentence", "[lambda]") {
  CHECK(fault_of("{") ==
        "MalformedEvent: the event is not JSON: the text ends within an object, at byte 1 (line 1, "
        "column 2)");
  CHECK(fault_of(R"({"headers":{"a":3},"requestContext":{"http":{"method":"GET"}}})") ==
        "MalformedEvent: the event cannot be used: /headers/a must be a string, not a number");
  CHECK(fault_of(small_v2(R"(,"body":"%","isBase64Encoded":true)")) ==
        "MalformedEvent: the body of the event says that it is base64, but it is not");
  CHECK(fault_of(R"({"task":"purge","scheduled_at":"today"})") ==
        "MalformedEvent: the time 'today' of the task 'purge' is not one like "
        "2026-01-02T03:00:00Z");
  const std::string unknown =
      "UnknownEvent: this event is not one that vgen serves: an HTTP request of API Gateway or of "
      "a function URL, a tick of EventBridge, or an object with the member \"task\"";
  CHECK(fault_of("{}") == unknown);
  CHECK(fault_of("[1, 2]") == unknown);
  CHECK(fault_of(R"({"Records":[{"eventSource":"aws:sqs","body":"x"}]})") == unknown);
  CHECK(fault_of(R"({"source":"aws.events","resources":[]})") == unknown);
  CHECK(fault_of(R"({"requestContext":{"routeKey":"$connect","eventType":"CONNECT",)"
                 R"("connectionId":"L0SM9cOFvHcCIhw="},"isBase64Encoded":false})") ==
        "UnknownEvent: this is an event of a websocket, which vgen does not serve yet");
  CHECK(fault_of(R"({"httpMethod":"GET","path":"/","requestContext":{"elb":{"a":"b"}}})") ==
        "UnknownEvent: this is an event of a load balancer, which vgen does not serve: use an "
        "HTTP API or a function URL");
}

TEST_CASE("answers: as gateways expect them", "[lambda]") {
  const std::string answer =
      "HTTP/1.1 201 Created\r\nDate: today\r\nKeep-Alive: timeout=75\r\nX-Request-Id: 1\r\n"
      "Content-Type: application/json\r\nset-cookie: a=1\r\nVary: Origin\r\nvary: Accept\r\n"
      "Set-Cookie: b=2; Path=/\r\nContent-Length: 8\r\nConnection: "
      "close\r\n\r\n{\"a\":\"\xC3\xB6\"}";
  CHECK(answer_json(HttpEvent::Form::v2, answer, false) ==
        R"({"statusCode":201,"headers":{"X-Request-Id":"1","Content-Type":"application/json",)"
        "\"Vary\":\"Origin, Accept\"},\"cookies\":[\"a=1\",\"b=2; Path=/\"],"
        "\"body\":\"{\\\"a\\\":\\\"\xC3\xB6\\\"}\",\"isBase64Encoded\":false}");
  CHECK(answer_json(HttpEvent::Form::v1, answer, false) ==
        R"({"statusCode":201,"multiValueHeaders":{"X-Request-Id":["1"],)"
        R"("Content-Type":["application/json"],"Vary":["Origin","Accept"],)"
        "\"Set-Cookie\":[\"a=1\",\"b=2; Path=/\"]},"
        "\"body\":\"{\\\"a\\\":\\\"\xC3\xB6\\\"}\",\"isBase64Encoded\":false}");
}

TEST_CASE("answers: bytes are base64, and nothing stays nothing", "[lambda]") {
  CHECK(
      answer_json(HttpEvent::Form::v2,
                  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG",
                  false) ==
      R"({"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"iVBORw==",)"
      R"("isBase64Encoded":true})");
  CHECK(
      answer_json(HttpEvent::Form::v2, "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n", false) ==
      R"({"statusCode":304,"headers":{"ETag":"\"1\""},"body":"","isBase64Encoded":false})");
  // The length of what GET would answer.
  CHECK(
      answer_json(HttpEvent::Form::v2, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n", true) ==
      R"({"statusCode":200,"headers":{"Content-Length":"12"},"body":"","isBase64Encoded":false})");
  CHECK(answer_json(HttpEvent::Form::v2, "HTTP/1.1 200 OK\r\nX-Name: \xE9\r\n\r\n", false) ==
        "{\"statusCode\":200,\"headers\":{\"X-Name\":\"\xC3\xA9\"},\"body\":\"\","
        "\"isBase64Encoded\":false}");
}

TEST_CASE("errors: as the runtime API takes them", "[lambda]") {
  CHECK(vgen::lambda::error_json("UnknownEvent", "\"no\"") ==
        R"({"errorMessage":"\"no\"","errorType":"UnknownEvent","stackTrace":[]})");
}
