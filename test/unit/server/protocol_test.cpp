#include "test/support/protocol_harness.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen_test::ProtocolHarness;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string hello_answer =
    "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Type: application/json\r\nContent-Length: "
    "19\r\n\r\n{\"message\":\"hello\"}";

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++number;
  return number;
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "protocol: a request is answered and the connection stays",
                 "[server]") {
  CHECK(send(hello) == hello_answer);
  CHECK(send(hello) == hello_answer);
  CHECK_FALSE(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: a request may arrive byte by byte", "[server]") {
  CHECK(send(hello, 1) == hello_answer);
  CHECK(send("POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
             "13\r\n\r\n{\"title\":\"a\"}",
             1) ==
        "HTTP/1.1 201 Created\r\nDate: today\r\nLocation: /items/7\r\nContent-Type: "
        "application/json\r\nContent-Length: "
        "20\r\n\r\n{\"id\":7,\"title\":\"a\"}");
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: pipelined requests are answered in order",
                 "[server]") {
  std::string requests;
  std::string answers;
  for (int i = 0; i < 50; ++i) {
    requests += hello;
    answers += hello_answer;
  }
  CHECK(send(requests) == answers);
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: answers to pipelined requests go out together",
                 "[server]") {
  takes_output = false;
  send(hello + hello + hello);
  CHECK(pending() == hello_answer + hello_answer + hello_answer);
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: what is not taken in is bounded", "[server]") {
  takes_output = false;
  std::string requests;
  for (int i = 0; i < 3000; ++i) requests += hello;
  send(requests);
  CHECK(pending().size() < 80 * 1024);
  CHECK_FALSE(wants_input());
  takes_output = true;
  CHECK(count(run() + send(hello), "HTTP/1.1 200 OK") >= 1);
}

TEST_CASE_METHOD(ProtocolHarness,
                 "protocol: a large body goes out by itself and what follows comes after it",
                 "[server]") {
  const std::string answer = send("GET /repeat/100000 HTTP/1.1\r\nHost: x\r\n\r\n" + hello);
  CHECK(answer.size() == 100'002 + hello_answer.size() * 2 - 19 + 4);
  CHECK(answer.ends_with("xxx\"" + hello_answer));
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: requests behind a coroutine wait for it", "[server]") {
  CHECK(send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + hello).empty());
  CHECK(running());
  CHECK(send(hello).empty());
  CHECK(run().empty());
  singletons.gate.open();
  const std::string answers = run();
  CHECK(answers.find("{\"message\":\"released\"}" + hello_answer + hello_answer) !=
        std::string::npos);
}

TEST_CASE_METHOD(
    ProtocolHarness,
    "protocol: a coroutine is told when the client closes its side, and its answer is still sent",
    "[server]") {
  const bool before = GENERATE(false, true);
  if (before) peer_closed();
  send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  if (!before) peer_closed();
  CHECK(run().empty());
  singletons.gate.open();
  CHECK(run().find("{\"message\":\"stopped\"}") != std::string::npos);
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: HEAD has the length and no body, 204 has neither",
                 "[server]") {
  CHECK(send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n") ==
        "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Type: application/json\r\nContent-Length: "
        "19\r\n\r\n");
  CHECK(send("DELETE /items/1 HTTP/1.1\r\nHost: x\r\n\r\n") ==
        "HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n");
  CHECK(
      send("OPTIONS /items/1 HTTP/1.1\r\nHost: x\r\n\r\n") ==
      "HTTP/1.1 204 No Content\r\nDate: today\r\nAllow: GET, HEAD, POST, DELETE, OPTIONS\r\n\r\n");
  CHECK(send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 204 No Content\r\n"));
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: the client may ask to close", "[server]") {
  const std::string answer =
      send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + hello);
  CHECK(count(answer, "HTTP/1.1 200 OK") == 1);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: HTTP/1.0 closes unless asked not to", "[server]") {
  SECTION("without a word") {
    CHECK(send("GET /hello HTTP/1.0\r\n\r\n").find("Connection: close\r\n") != std::string::npos);
    CHECK(finished());
  }
  SECTION("keep-alive") {
    CHECK(send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
              .find("Connection: keep-alive\r\n") != std::string::npos);
    CHECK_FALSE(finished());
  }
}

TEST_CASE_METHOD(
    ProtocolHarness,
    "protocol: a whole URL is a target too, and empty lines before a request are passed over",
    "[server]") {
  CHECK(send("\r\n\r\nGET http://example.org/hello HTTP/1.1\r\nHost: example.org\r\n\r\n") ==
        hello_answer);
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: the end of the input closes after the answers",
                 "[server]") {
  SECTION("between requests") {
    send(hello);
    CHECK(end_input().empty());
  }
  SECTION("inside of a request") {
    send("GET /hel");
    CHECK(end_input().starts_with("HTTP/1.1 400 Bad Request\r\n"));
  }
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "protocol: a server that stops says so with the next answer",
                 "[server]") {
  send(hello);
  begin_stop();
  CHECK(send(hello).find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}
