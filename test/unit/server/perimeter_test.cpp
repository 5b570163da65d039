// What surrounds the requests of a server: access log, rate limit, proxies, ids, traces.
#include "test/support/access_lines.hpp"
#include "test/support/protocol_harness.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using nlohmann::json;
using vgen_test::ProtocolHarness;
using namespace std::chrono_literals;

namespace {

std::string request(std::string_view line, std::string_view fields = "") {
  return std::string(line).append(" HTTP/1.1\r\nHost: example.org\r\n").append(fields) + "\r\n";
}

std::string status_of(std::string_view answer) {
  return std::string(answer.substr(9, 3));
}

std::string field_of(std::string_view answer, std::string_view name) {
  const std::string text = "\r\n" + std::string(name) + ": ";
  const std::size_t at = answer.find(text);
  if (at == std::string_view::npos) return "none";
  const std::size_t begin = at + text.size();
  return std::string(answer.substr(begin, answer.find("\r\n", begin) - begin));
}

/// A connection whose requests are logged.
struct Logged : ProtocolHarness {
  Logged() {
    around.access_log = &access;
    around.session_user =
        vgen::user_of<sample::Session>([](const sample::Session& session) { return session.user; });
  }

  /// The only line since the last call, which must be one JSON object.
  json line() {
    const std::vector<std::string> lines = access.take();
    REQUIRE(lines.size() == 1);
    REQUIRE(lines.front().find('\n') == lines.front().size() - 1);
    return json::parse(lines.front());
  }
  /// The members that the test names.
  json line(const std::vector<std::string>& names) {
    const json all = line();
    json some = json::object();
    for (const std::string& name : names) {
      if (all.contains(name)) some[name] = all[name];
    }
    return some;
  }

  vgen_test::AccessLines access;
};

struct Limited : ProtocolHarness {
  Limited() {
    around.rate_limit = {.requests = 2, .per = 1min};
    around.session_user =
        vgen::user_of<sample::Session>([](const sample::Session& session) { return session.user; });
  }
};

struct Behind : Logged {
  Behind() { around.trusted_proxies = {"192.0.2.0/24"}; }
};

}  // namespace

TEST_CASE_METHOD(Logged, "access log: one JSON object for each request", "[server]") {
  shows_ids = true;
  const std::string answer = send(request("GET /items/7?secret=1", "Authorization: Bearer x\r\n"));
  const json found = line();
  CHECK(found["time"] == "2026-01-01T00:00:00.000000Z");
  CHECK(found["method"] == "GET");
  CHECK(found["route"] == "/items/{id}");
  CHECK(found["status"] == 200);
  CHECK(found["bytes"] == std::stoi(field_of(answer, "Content-Length")));
  CHECK(found["duration"] == 0.0);
  CHECK(found["request_id"] == field_of(answer, "X-Request-Id"));
  CHECK(found["remote_address"] == "192.0.2.1");
  CHECK(found["trace_id"].get<std::string>().size() == 32);
  CHECK(found["span_id"].get<std::string>().size() == 16);
  CHECK(found.size() == 10);
  CHECK(found.dump().find("secret") == std::string::npos);
  CHECK(found.dump().find("Bearer") == std::string::npos);
}

TEST_CASE_METHOD(Logged, "access log: every answer has its line", "[server]") {
  const auto of = [&](const std::string& text) {
    send(text);
    return line({"method", "route", "status", "bytes"});
  };
  CHECK(of(request("HEAD /hello")) ==
        json({{"method", "HEAD"}, {"route", "/hello"}, {"status", 200}, {"bytes", 0}}));
  CHECK(of(request("GET /nothing"))["status"] == 404);
  CHECK(of(request("GET /nothing/else"))["route"] == nullptr);
  CHECK(of(request("DELETE /hello"))["status"] == 405);
  CHECK(of(request("GET /me"))["status"] == 401);
  CHECK(of(request("POST /fail"))["status"] == 500);
  CHECK(of(request("GET /healthz"))["route"] == "/healthz");
  CHECK(of(request("POST /items", "Content-Length: 9999999\r\n"))["status"] == 413);
}

TEST_CASE_METHOD(Logged, "access log: refused heads have a line without what they said",
                 "[server]") {
  send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  const json found = line({"method", "route", "status", "remote_address"});
  CHECK(
      found ==
      json({{"method", ""}, {"route", nullptr}, {"status", 400}, {"remote_address", "192.0.2.1"}}));
}

TEST_CASE_METHOD(Logged, "access log: the user of the session", "[server]") {
  send(request("GET /me", "Authorization: Bearer ada\r\n"));
  CHECK(line()["user"] == "ada");
  send(request("GET /maybe"));
  CHECK_FALSE(line().contains("user"));
  send(request("GET /maybe", "Authorization: Bearer bob\r\n"));
  CHECK(line()["user"] == "bob");
  // A function without session does not ask for one.
  send(request("GET /hello", "Authorization: Bearer ada\r\n"));
  CHECK_FALSE(line().contains("user"));
}

TEST_CASE_METHOD(Logged, "access log: a coroutine and a connection that waits", "[server]") {
  send(request("GET /wait"));
  run();
  CHECK(access.take().empty());
  pass(1500ms);
  singletons.gate.open();
  run();
  CHECK(line()["duration"] == 1.5);
}

TEST_CASE_METHOD(Logged, "access log: a coroutine that ignores its end", "[server]") {
  send(request("GET /stubborn"));
  pass(31s);
  pass(1s);
  CHECK(line({"route", "status"}) == json({{"route", "/stubborn"}, {"status", 503}}));
}

TEST_CASE_METHOD(Logged, "access log: no value can break a line", "[server]") {
  const std::string user = GENERATE(as<std::string>{}, "a\"b", "a\\", "a\u2028b",
                                    "a\xff"
                                    "b",
                                    "a\u202e", "\t", "</script>", "\xed\xa0\x80");
  around.session_user =
      vgen::user_of<sample::Session>([user](const sample::Session&) { return user + "\n\r\x1b"; });
  send(request("GET /me", "Authorization: Bearer ada\r\n"));
  const std::vector<std::string> lines = access.take();
  REQUIRE(lines.size() == 1);
  for (const char c : lines.front().substr(0, lines.front().size() - 1))
    CHECK(static_cast<unsigned char>(c) >= 0x20);
  CHECK(lines.front().find("\u2028") == std::string::npos);
  CHECK(lines.front().find("\u202e") == std::string::npos);
  CHECK(json::parse(lines.front())["user"].get<std::string>().ends_with("\n\r\x1b"));
}

TEST_CASE_METHOD(Logged, "access log: a long method is cut", "[server]") {
  send(request(std::string(200, 'M') + " /hello"));
  CHECK(line()["method"] == std::string(32, 'M'));
}

TEST_CASE_METHOD(Logged, "trace: it is in the log", "[server]") {
  send(request("GET /hello",
               "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
  const json found = line();
  CHECK(found["trace_id"] == "0af7651916cd43dd8448eb211c80319c");
  CHECK(found["parent_id"] == "b7ad6b7169203331");
  CHECK(found["span_id"] != "b7ad6b7169203331");
  send(request("GET /hello"));
  CHECK(line()["trace_id"] != "0af7651916cd43dd8448eb211c80319c");
}

TEST_CASE_METHOD(Limited, "rate limit: one address", "[server]") {
  CHECK(status_of(send(request("GET /hello"))) == "200");
  CHECK(status_of(send(request("GET /nothing"))) == "404");
  const std::string answer = send(request("GET /hello"));
  CHECK(status_of(answer) == "429");
  CHECK(field_of(answer, "Retry-After") == "30");
  CHECK(field_of(answer, "Content-Type") == "application/problem+json");
  const json problem = json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
  CHECK(problem["type"] == "urn:vgen:too-many-requests");
  CHECK(problem["detail"] ==
        "There were too many requests: the next one is possible in 30 seconds.");
  CHECK(usable());  // probes are not limited
  pass(30s);
  CHECK(status_of(send(request("GET /hello"))) == "200");
  CHECK(status_of(send(request("GET /hello"))) == "429");
}

TEST_CASE_METHOD(Limited, "rate limit: each user, and the address of who has no session",
                 "[server]") {
  const std::string ada = "Authorization: Bearer ada\r\n";
  const std::string bob = "Authorization: Bearer bob\r\n";
  for (const std::string& user : {ada, bob}) {
    CHECK(status_of(send(request("GET /me", user))) == "200");
    CHECK(status_of(send(request("GET /maybe", user))) == "200");
    CHECK(status_of(send(request("GET /me", user))) == "429");
  }
  // Guesses count for the address.
  CHECK(status_of(send(request("GET /me"))) == "401");
  CHECK(status_of(send(request("GET /maybe"))) == "200");
  CHECK(status_of(send(request("GET /me"))) == "429");
  CHECK(status_of(send(request("GET /hello"))) == "429");
}

TEST_CASE_METHOD(Limited, "rate limit: single operations", "[server]") {
  around.operation_rate_limits = {{"hello", {.requests = 1, .per = 1h}}, {"search", {}}};
  CHECK(status_of(send(request("GET /hello"))) == "200");
  CHECK(status_of(send(request("GET /hello"))) == "429");
  for (int i = 0; i < 5; ++i) CHECK(status_of(send(request("GET /search"))) == "200");
  CHECK(status_of(send(request("GET /items/1"))) == "200");
  CHECK(status_of(send(request("GET /items/1"))) == "200");
  CHECK(status_of(send(request("GET /items/1"))) == "429");
}

TEST_CASE_METHOD(Limited, "rate limit: wrong options", "[server]") {
  around.operation_rate_limits = {{"helo", {.requests = 1}}};
  CHECK_THROWS_WITH(send(""), "there is a rate limit for \"helo\", but no operation of this name");
  around.operation_rate_limits.clear();
  around.rate_limit.per = 0s;
  CHECK_THROWS_WITH(send(""), "the time of a rate limit must be more than 0");
}

TEST_CASE_METHOD(Limited, "rate limit: an answer before the body was read keeps the connection",
                 "[server]") {
  const std::string body = R"({"title":"x"})";
  const std::string post =
      request("POST /items", "Content-Type: application/json\r\nContent-Length: 13\r\n") + body;
  CHECK(status_of(send(post)) == "201");
  CHECK(status_of(send(post)) == "201");
  CHECK(status_of(send(post, 1)) == "429");
  CHECK(usable());
}

TEST_CASE_METHOD(Behind, "proxies: the address in log and rate limit", "[server]") {
  around.rate_limit = {.requests = 1, .per = 1h};
  const auto of = [&](std::string_view client) {
    const std::string answer =
        send(request("GET /hello", "X-Forwarded-For: 1.1.1.1, " + std::string(client) + "\r\n"));
    return status_of(answer) + ' ' + line()["remote_address"].get<std::string>();
  };
  CHECK(of("203.0.113.1") == "200 203.0.113.1");
  CHECK(of("203.0.113.1") == "429 203.0.113.1");
  CHECK(of("203.0.113.2") == "200 203.0.113.2");
  // All addresses of one network count as one client.
  CHECK(of("2001:db8::1") == "200 2001:db8::1");
  CHECK(of("2001:db8::ffff:1") == "429 2001:db8::ffff:1");
  CHECK(of("2001:db8:0:1::1") == "200 2001:db8:0:1::1");
}

TEST_CASE_METHOD(Behind, "proxies: the id of a request", "[server]") {
  shows_ids = true;
  const auto of = [&](const std::string& id) {
    return field_of(send(request("POST /fail", "X-Request-Id: " + id + "\r\n")), "X-Request-Id");
  };
  CHECK(of("abc-123") == "abc-123");
  CHECK(line()["request_id"] == "abc-123");
  CHECK(log.lines().back().request_id == "abc-123");
  const std::string longest(64, 'x');
  CHECK(of(longest) == longest);
  for (const std::string& wrong : {std::string(65, 'x'), std::string("a b"), std::string("a\"b"),
                                   std::string("a\x80"), std::string("a,b"), std::string("")})
    CHECK(of(wrong).size() == vgen::RequestIds::size);
}

TEST_CASE_METHOD(Logged, "proxies: without trust nothing is believed", "[server]") {
  shows_ids = true;
  const std::string answer =
      send(request("GET /hello",
                   "X-Request-Id: mine\r\nX-Forwarded-For: 203.0.113.1\r\n"
                   "Forwarded: for=203.0.113.1;proto=https\r\nX-Forwarded-Proto: https\r\n"));
  CHECK(field_of(answer, "X-Request-Id").size() == vgen::RequestIds::size);
  CHECK(line()["remote_address"] == "192.0.2.1");
}

TEST_CASE_METHOD(Behind, "proxies: pages of the server itself", "[server]") {
  origins = vgen::AllowedOrigins({"https://app.example.org"});
  const auto may_read = [&](std::string_view fields) {
    return field_of(send(request("GET /hello", fields)), "Access-Control-Allow-Origin") != "none";
  };
  CHECK(may_read("Origin: https://example.org\r\nX-Forwarded-Proto: https\r\n"));
  CHECK_FALSE(may_read("Origin: http://example.org\r\nX-Forwarded-Proto: https\r\n"));
  CHECK(may_read("Origin: https://shop.example\r\nX-Forwarded-Host: shop.example\r\n"));
  CHECK_FALSE(may_read("Origin: https://example.org\r\nX-Forwarded-Host: shop.example\r\n"));
}
