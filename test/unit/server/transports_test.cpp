// The same answers from memory and from a socket (H1 to H7).
#include "test/support/any_server.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

struct Exchange {
  std::string method{};
  std::string target{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  int status = 200;
  std::string expected{};  ///< A part of the body of the answer.
};

const std::vector<Exchange> exchanges = {
    {"POST", "/items/7?x=1", {}, R"({"t":"a"})", 200, R"({"id":7,"x":1,"t":"a"})"},
    {"POST",
     "/items/7?x=1",
     {},
     R"({"t":"a","id":8})",
     422,
     R"("pointer":"/id","code":"bound_elsewhere")"},
    {"GET",
     "/search?count=3&tags=a,b&tags=c&level=low",
     {},
     "",
     200,
     R"({"count":3,"tags":["a","b","c"],"ids":[],"level":"low"})"},
    {"POST", "/items/7?x=1", {}, R"({"t":3})", 422, R"("pointer":"/t","code":"type")"},
    {"POST",
     "/keyed",
     {{"Idempotency-Key", "abcd"}, {"Cookie", "theme=x"}},
     "",
     200,
     R"({"key":"abcd","theme":"x","parts":[]})"},
    {"GET", "/items/101", {}, "", 404, R"("id":101})"},
    {"GET", "/thrown/3", {}, "", 404, R"("type":"urn:sample:not-found")"},
    {"GET", "/later/101", {}, "", 404, R"("type":"urn:sample:not-found")"},
    {"POST", "/refuse", {}, "", 403, R"("detail":"Not for you.")"},
    {"POST",
     "/fail",
     {},
     "",
     500,
     R"({"type":"urn:vgen:internal","title":"Internal error","status":500,"instance":)"},
    {"GET", "/me", {}, "", 401, R"("type":"urn:vgen:unauthorized")"},
    {"GET", "/nothing", {}, "", 404, R"("type":"urn:vgen:not-found")"},
    {"PUT", "/items", {}, "", 405, R"("type":"urn:vgen:method-not-allowed")"},
    {"POST",
     "/items",
     {{"Content-Type", "text/plain"}},
     "x",
     415,
     R"("type":"urn:vgen:unsupported-media-type")"},
    {"GET", "/hello", {{"Accept", "text/html"}}, "", 406, R"("type":"urn:vgen:not-acceptable")"},
    {"POST", "/items", {}, "{", 400, R"("type":"urn:vgen:malformed")"},
    {"DELETE", "/items/1", {}, "", 204, ""},
    {"GET", "/openapi.json", {}, "", 200, R"({"openapi":"3.1.1"})"},
};

std::string on_the_wire(const Exchange& exchange) {
  std::string text = exchange.method + " " + exchange.target + " HTTP/1.1\r\nHost: x\r\n";
  bool typed = exchange.body.empty();
  for (const auto& [name, value] : exchange.headers) {
    text.append(name).append(": ").append(value).append("\r\n");
    typed = typed || name == "Content-Type";
  }
  if (!typed) text += "Content-Type: application/json\r\n";
  if (!exchange.body.empty())
    text += "Content-Length: " + std::to_string(exchange.body.size()) + "\r\n";
  return text + "\r\n" + exchange.body;
}

}  // namespace

TEST_CASE("transports: memory and socket give the same answers", "[server][gateway]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  vgen::testing::Client memory(sample::make(singletons), {.log = &log});
  vgen::ServerOptions options = vgen_test::server_options();
  options.log = &log;
  vgen_test::AnyServer server(sample::make(singletons), options);
  vgen_test::SocketClient socket(server.port());

  for (const Exchange& exchange : exchanges) {
    CAPTURE(exchange.method, exchange.target);
    const vgen::Response response =
        memory.request(exchange.method, exchange.target, exchange.headers, exchange.body);
    CHECK(response.status == exchange.status);
    CHECK(response.body.find(exchange.expected) != std::string::npos);
    const std::string answer = socket.exchange(on_the_wire(exchange));
    CHECK(answer.starts_with("HTTP/1.1 " + std::to_string(exchange.status) + " "));
    CHECK(answer.find(exchange.expected) != std::string::npos);
    CHECK(answer.find("secret") == std::string::npos);
    CHECK(answer.find(response.headers.text()) != std::string::npos);
  }
  CHECK(log.lines().size() == 2);
}
