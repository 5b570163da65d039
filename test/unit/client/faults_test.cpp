// A generated client before servers that fail. The program links nothing of a server.
#include "api_client.gen.hpp"
#include "test/support/fault_server.hpp"
#include "test/support/transport_problem.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using places::client::Api;
using places::client::Busy;
using vgen::client::CallOptions;
using vgen::client::Options;
using vgen::client::ServerProblem;
using vgen::client::TransportKind;
using vgen::client::TransportProblem;
using vgen_test::FaultServer;
using vgen_test::kind_of;
using vgen_test::Peer;
using Waits = std::vector<std::chrono::milliseconds>;

namespace {

/// A client without chance, which does not wait before a retry, but keeps the waits.
struct Caller {
  explicit Caller(const FaultServer& server, Options options = {}) : api(make(server, options)) {}

  Api make(const FaultServer& server, Options options) {
    options.base_url = server.url() + "/api/";
    options.random = [] { return 0.0; };
    options.on_wait = [this](std::chrono::milliseconds wait) { waits.push_back(wait); };
    return Api(options);
  }

  Waits waits;
  Api api;
};

const std::string problem = R"({"type":"urn:vgen:unavailable","title":"Unavailable","status":503})";
constexpr std::string_view problem_type = "application/problem+json";

}  // namespace

TEST_CASE("client: a connection serves several calls", "[client]") {
  std::vector<std::string> seen;
  FaultServer server({[&](Peer& peer) {
    for (const char* body : {"1", "2", "3"}) {
      seen.push_back(peer.receive());
      peer.answer("200 OK", body);
    }
  }});
  Caller caller(server);
  CHECK(caller.api.counted().value() == 1);
  CHECK(caller.api.counted().value() == 2);
  const Api copy = caller.api;
  CHECK(copy.counted().value() == 3);
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].starts_with("GET /api/count HTTP/1.1\r\nHost: 127.0.0.1:"));
}

TEST_CASE("client: a reused connection that dies before the first byte", "[client]") {
  const auto dies = [](Peer& peer) {
    peer.receive();
    peer.answer("200 OK", "1");
    peer.receive();
    peer.reset();
  };
  SECTION("is replaced for a call that may be repeated, without a retry") {
    FaultServer server({dies, [](Peer& peer) {
                          peer.receive();
                          peer.answer("200 OK", "2");
                        }});
    Caller caller(server, {.retries = 0});
    CHECK(caller.api.counted().value() == 1);
    CHECK(caller.api.counted().value() == 2);
    CHECK(caller.waits.empty());
  }
  SECTION("ends a call that must not be repeated, which the server may have seen") {
    FaultServer server({dies});
    Caller caller(server);
    CHECK(caller.api.counted().value() == 1);
    CHECK(kind_of(caller.api.count()) == TransportKind::network);
    CHECK(caller.waits.empty());
  }
}

TEST_CASE("client: a reused connection that was closed meanwhile is not used", "[client]") {
  std::promise<void> closed;
  const auto answers = [](Peer& peer) {
    peer.receive();
    peer.answer("200 OK", "1");
  };
  FaultServer server({[&](Peer& peer) {
                        answers(peer);
                        peer.close();
                        closed.set_value();
                      },
                      [](Peer& peer) {
                        peer.receive();
                        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                      }});
  Caller caller(server, {.retries = 0});
  CHECK(caller.api.counted().value() == 1);
  closed.get_future().wait();
  CHECK(caller.api.count().has_value());  // a POST, which is sent once only
}

TEST_CASE("client: a reset before the first byte is retried", "[client]") {
  const auto resets = [](Peer& peer) {
    peer.receive();
    peer.reset();
  };
  FaultServer server({resets, resets, resets});
  Caller caller(server);
  const auto result = caller.api.counted();
  CHECK(kind_of(result) == TransportKind::network);
  CHECK(result.answer().status == 0);
  CHECK(result.message().starts_with("GET /count: network: receive: "));
  CHECK(caller.waits == Waits{500ms, 1000ms});
}

TEST_CASE("client: a reset after the first byte", "[client]") {
  FaultServer server({[](Peer& peer) {
                        peer.receive();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12");
                        peer.reset();
                      },
                      [](Peer& peer) {
                        peer.receive();
                        peer.answer("200 OK", "7");
                      }});
  Caller caller(server);
  CHECK(caller.api.counted().value() == 7);
  CHECK(caller.waits == Waits{500ms});
}

TEST_CASE("client: a server that does not answer", "[client]") {
  const auto stalls = [](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 200 OK\r\n");
    peer.wait_for_close();
  };
  FaultServer server({stalls, stalls});
  SECTION("is given up after the timeout of each attempt") {
    Caller caller(server, {.retries = 1, .timeout = 50ms});
    const auto result = caller.api.counted();
    CHECK(kind_of(result) == TransportKind::timeout);
    CHECK(result.message() == "GET /count: timeout: not done within 50 ms");
    CHECK(caller.waits == Waits{500ms});
  }
  SECTION("is given up at the deadline of the call") {
    Caller caller(server);
    CHECK(kind_of(caller.api.counted({.deadline = 50ms})) == TransportKind::timeout);
    CHECK(caller.waits.empty());
  }
  SECTION("does not keep a call that the program ends") {
    Caller caller(server);
    std::stop_source stop;
    std::jthread ends([&] { stop.request_stop(); });
    CHECK(kind_of(caller.api.counted({.stop = stop.get_token()})) == TransportKind::aborted);
    CHECK(kind_of(caller.api.counted({.stop = stop.get_token()})) == TransportKind::aborted);
  }
}

TEST_CASE("client: the server says when to try again", "[client]") {
  FaultServer server({[&](Peer& peer) {
    peer.receive();
    peer.answer("429 Too Many Requests", problem, "Retry-After: 7\r\n", problem_type);
    peer.receive();
    peer.answer("503 Service Unavailable", problem, "retry-after-ms: 20\r\n", problem_type);
    peer.receive();
    peer.answer("200 OK", "3");
    peer.receive();
    peer.answer("503 Service Unavailable", problem, "Retry-After: 61\r\n", problem_type);
    peer.receive();
    peer.answer("503 Service Unavailable", problem, "Retry-After: 1\r\n", problem_type);
    peer.receive();
    peer.answer("503 Service Unavailable", problem, "Retry-After: 1\r\n", problem_type);
    peer.receive();
    peer.send("HTTP/1.1 204 No Content\r\n\r\n");
  }});
  Caller caller(server);
  CHECK(caller.api.counted().value() == 3);
  CHECK(caller.waits == Waits{7s, 20ms});

  // More than a minute is too long.
  const auto later = caller.api.counted();
  REQUIRE(later.holds<ServerProblem>());
  CHECK(later.error<ServerProblem>()->type == "urn:vgen:unavailable");
  CHECK(later.message() == "GET /count: 503: Unavailable");

  // A POST is repeated only with a key.
  CHECK(caller.api.count().answer().status == 503);
  CHECK(caller.waits.size() == 2);
  CHECK(caller.api.count({.idempotency_key = "once"}).has_value());
  CHECK(caller.waits.size() == 3);
}

TEST_CASE("client: answers that are not as the API describes them", "[client]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.answer("200 OK", "<p>Sign in</p>", {}, "text/html");
    peer.receive();
    peer.answer("200 OK", "\"seven\"");
    peer.receive();
    peer.answer("502 Bad Gateway", "<p>Bad gateway</p>", {}, "text/html");
    peer.receive();
    peer.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n5\r\n12");
  }});
  Caller caller(server, {.retries = 0});
  const auto page = caller.api.counted();
  REQUIRE(page.holds<TransportProblem>());
  CHECK(page.error<TransportProblem>()->kind == TransportKind::decode);
  CHECK(page.error<TransportProblem>()->answer.body == "<p>Sign in</p>");
  CHECK(page.message() == "GET /count: 200: decode: the answer is not JSON: text/html");

  CHECK(caller.api.counted().message() ==
        "GET /count: 200: decode: the answer is not as this client expects: must be an integer, "
        "not a string");

  const auto gateway = caller.api.counted();
  CHECK(kind_of(gateway) == TransportKind::decode);
  CHECK(gateway.answer().status == 502);

  const auto cut = caller.api.counted();
  CHECK(kind_of(cut) == TransportKind::network);
  CHECK(cut.message() == "GET /count: network: receive: partial message");
}

TEST_CASE("client: a server that is newer", "[client]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.answer(
        "200 OK",
        R"({"name":"a","color":"violet","tags":[],"numbers":[],"weight":2,"extra":{"a":[]}})");
    peer.receive();
    peer.answer("410 Gone", R"({"type":"urn:places:moved","title":"Moved","status":410,"to":"b"})",
                {}, problem_type);
  }});
  Caller caller(server);
  const auto result = caller.api.gather({.name = "a"});
  REQUIRE(result.has_value());
  CHECK(result->color == places::client::Color::unrecognized);
  CHECK(kind_of(caller.api.gather(*result)) == TransportKind::input);

  const auto moved = caller.api.fail_later({.id = 1, .x = 1, .t = ""});
  REQUIRE(moved.holds<ServerProblem>());
  CHECK(moved.error<ServerProblem>()->type == "urn:places:moved");
  CHECK(moved.error<ServerProblem>()->json.find(R"("to":"b")") != std::string::npos);
}

TEST_CASE("client: hooks and tokens", "[client]") {
  std::vector<std::string> seen;
  FaultServer server({[&](Peer& peer) {
    seen.push_back(peer.receive());
    peer.answer("500 Internal Server Error", problem, {}, problem_type);
    seen.push_back(peer.receive());
    peer.answer("200 OK", "1");
  }});
  int tokens = 0;
  std::vector<int> statuses;
  Options options;
  options.headers = {{"X-Key", "k"}};
  options.auth = [&] { return "token" + std::to_string(++tokens); };
  options.on_request = [](vgen::client::HttpRequest& request) {
    request.headers.push_back({"X-Hook", "h"});
  };
  options.on_response = [&](const vgen::client::HttpRequest&,
                            const vgen::client::Outcome& outcome) {
    statuses.push_back(std::get<vgen::client::HttpAnswer>(outcome).status);
  };
  Caller caller(server, options);
  CHECK(caller.api.counted().value() == 1);
  CHECK(statuses == std::vector{500, 200});
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].find("\r\nAuthorization: Bearer token1\r\n") != std::string::npos);
  CHECK(seen[1].find("\r\nAuthorization: Bearer token2\r\n") != std::string::npos);
  CHECK(seen[1].find("\r\nX-Key: k\r\n") != std::string::npos);
  CHECK(seen[1].find("\r\nX-Hook: h\r\n") != std::string::npos);

  Options throws;
  throws.auth = []() -> std::string { throw std::runtime_error("signed out"); };
  Caller other(server, throws);
  const auto result = other.api.counted();
  CHECK(kind_of(result) == TransportKind::auth);
  CHECK(result.message() == "GET /count: auth: signed out");
}

TEST_CASE("client: addresses that are not valid", "[client]") {
  const auto message = [](const std::string& url) -> std::string {
    try {
      const Api api({.base_url = url});
      return "";
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
  };
  CHECK(message("") == R"(base_url: an address begins with http:// or https://: "")");
  CHECK(message("example.com") ==
        R"(base_url: an address begins with http:// or https://: "example.com")");
  CHECK(message("http://a/?b") == R"(base_url: it cannot have a query: "http://a/?b")");
  CHECK(message("http://a:99999") ==
        R"(base_url: the port is not a number up to 65535: "http://a:99999")");
  CHECK(message("http://ann@a") ==
        "base_url: an address here has no user; use the option `auth` or `headers`: "
        "\"http://ann@a\"");
  CHECK(message("http:///a") == R"(base_url: an address needs a host: "http:///a")");
}

TEST_CASE("client: values that cannot be sent", "[client]") {
  const Api api({.base_url = "http://127.0.0.1:1"});
  CHECK(api.gather({.name = ""}).message() ==
        "PUT /everywhere/{name}: input: name: cannot be empty in a path");
  CHECK(api.gather({.name = ".."}).message() ==
        "PUT /everywhere/{name}: input: a path cannot have the segment ..");
  CHECK(api.gather({.name = "a", .key = "a\nb"}).message() ==
        "PUT /everywhere/{name}: input: Idempotency-Key: a header cannot hold control characters");
  CHECK(kind_of(api.merge({.id = 9'007'199'254'740'993, .x = 0, .t = ""})) == TransportKind::input);
  CHECK(kind_of(api.merge({.id = 1, .x = 0, .t = "\xff"})) == TransportKind::input);
}
