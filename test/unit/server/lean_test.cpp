// What connections cost: calls of the system, memory.
#include "runtime/src/server/epoll_socket.hpp"
#include "runtime/src/server/http_protocol.hpp"
#include "test/support/count_calls.hpp"
#include "test/support/protocol_harness.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/socket_client.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen_test::ProtocolHarness;
using vgen_test::RunningLoop;
using vgen_test::SocketClient;

namespace {

/// Of 400 bytes.
std::string request() {
  const std::string begin = "GET /hello HTTP/1.1\r\nHost: x\r\nX: ";
  const std::string end = "\r\n\r\n";
  return begin + std::string(400 - begin.size() - end.size(), 'x') + end;
}

std::string sixteen_requests() {
  std::string text;
  for (int i = 0; i < 16; ++i) text += request();
  return text;
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "lean: sixteen requests are one receive and one send",
                 "[server]") {
  REQUIRE(request().size() == 400);
  const std::string answer = send(request());
  receives = sends = 0;
  std::string answers;
  for (int i = 0; i < 16; ++i) answers += answer;
  CHECK(send(sixteen_requests()) == answers);
  CHECK(receives == 1);
  CHECK(sends == 1);
}

TEST_CASE("lean: on a socket too, sixteen requests are one receive and one send", "[server]") {
  sample::Singletons singletons;
  RunningLoop loop(sample::make(singletons));
  SocketClient client(loop.port());
  const std::size_t size = client.exchange(request()).size();
  vgen_test::count_calls_of_other_threads();
  client.send(sixteen_requests());
  CHECK(client.read(16 * size).size() == 16 * size);
  loop.stop();
  CHECK(vgen_test::counted_calls().sends == 1);
  // One more that finds the end of the connection, when the loop has stopped.
  CHECK(vgen_test::counted_calls().receives_with_bytes == 1);
}

TEST_CASE("lean: a connection between requests is small", "[server]") {
  CHECK(sizeof(vgen::server::EpollConnection) + sizeof(vgen::server::HttpProtocol) <= 450);
}

TEST_CASE_METHOD(ProtocolHarness, "lean: what is not there yet is all that is kept", "[server]") {
  const std::string answer = send(request());
  const std::string whole = sixteen_requests();
  std::string answers;
  for (std::size_t cut = 1; cut < 1200; cut += 37) {
    answers += send(whole.substr(0, cut));
    answers += send(whole.substr(cut));
  }
  std::string expected;
  for (std::size_t cut = 1; cut < 1200; cut += 37) {
    for (int i = 0; i < 16; ++i) expected += answer;
  }
  CHECK(answers == expected);
}

TEST_CASE_METHOD(ProtocolHarness, "lean: a coroutine keeps its request while others are received",
                 "[server]") {
  // The harness overwrites what was received.
  const std::string wait = "GET /wait HTTP/1.1\r\nHost: x\r\nX-Name: ann\r\n\r\n";
  const std::size_t cut = GENERATE(as<std::size_t>{}, 0, 10, 40);
  CHECK(send(wait.substr(0, cut)).empty());
  CHECK(send(wait.substr(cut) + request()).empty());
  CHECK(run().empty());
  singletons.gate.open();
  const std::string answers = run();
  CHECK(answers.find("{\"message\":\"ann\"}HTTP/1.1 200 OK") != std::string::npos);
  CHECK(answers.ends_with("{\"message\":\"hello\"}"));
}

TEST_CASE_METHOD(ProtocolHarness, "lean: what follows a body that arrives in pieces is kept",
                 "[server]") {
  const std::string body = '"' + std::string(3000, 'y') + '"';
  const std::string post =
      "POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  for (const std::size_t piece : {7UL, 100UL, 1000UL, 5000UL}) {
    CAPTURE(piece);
    const std::string answer = send(post + request(), piece);
    CHECK(answer.find("\r\n\r\n3000HTTP/1.1 200 OK\r\n") != std::string::npos);
    CHECK(answer.ends_with("{\"message\":\"hello\"}"));
  }
}
