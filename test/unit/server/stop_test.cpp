// Stopping gracefully.
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/serve.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <signal.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using vgen::Server;
using vgen_test::SocketClient;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;

  vgen::ServerOptions options() {
    vgen::ServerOptions result = vgen_test::server_options();
    result.log = &log;
    return result;
  }

  /// Whether all bytes that were sent before have arrived: the loop has answered a later request.
  static bool half_arrived(Server& server) {
    return SocketClient(server.port()).exchange(hello).starts_with("HTTP/1.1 200 OK\r\n");
  }

  /// Sends the request. Returns when its coroutine waits.
  void send_and_wait(SocketClient& client, std::string_view path) {
    std::promise<void> entered;
    singletons.gate.on_enter([&] { entered.set_value(); });
    client.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    entered.get_future().wait();
    singletons.gate.on_enter({});
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "stop: running requests are finished, and readiness ends at once",
                 "[server]") {
  const unsigned threads = GENERATE(1U, 2U);
  vgen::ServerOptions asked = options();
  asked.threads = threads;
  Server server(sample::make(singletons), asked);
  SocketClient watcher(server.port());
  CHECK(watcher.exchange("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            .starts_with("HTTP/1.1 200 OK\r\n"));
  SocketClient client(server.port());
  send_and_wait(client, "/wait");

  server.begin_stop();
  // The watcher's connection is closed with this answer, so the answer shows that the server is
  // stopping.
  const std::string ready = watcher.exchange("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(ready.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));

  singletons.gate.open();
  const std::string answer = client.read_answer();
  CHECK(answer.ends_with("{\"message\":\"released\"}"));
  server.stop();
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK_FALSE(SocketClient(server.port()).connected());
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "stop: idle connections do not hold it up", "[server]") {
  Server server(sample::make(singletons), options());
  SocketClient idle(server.port());
  idle.exchange("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  SocketClient half(server.port());
  half.send("GET /hel");
  CHECK(half_arrived(server));
  server.begin_stop();
  half.send("lo HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answer = half.read_all();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  server.stop();
  CHECK(idle.read_all().empty());
}

TEST_CASE_METHOD(Fixture, "stop: a head that never arrives does not hold it up", "[server]") {
  vgen::ServerOptions asked = options();
  asked.limits.header = 20ms;
  Server server(sample::make(singletons), asked);
  SocketClient half(server.port());
  half.send("GET /hel");
  CHECK(half_arrived(server));
  server.stop();
  CHECK(half.read_all().starts_with("HTTP/1.1 408 Request Timeout\r\n"));
}

TEST_CASE_METHOD(Fixture, "stop: while it drains, every request is answered", "[server]") {
  vgen::ServerOptions asked = options();
  asked.threads = GENERATE(1U, 2U);
  vgen::testing::ManualClock clock;
  asked.clock = &clock;
  asked.drain = 9s;
  asked.limits.tick = 10ms;
  Server server(sample::make(singletons), asked);
  SocketClient thinking(server.port());
  CHECK(thinking.exchange(hello).find("Connection: close") == std::string::npos);
  server.begin_stop();
  SocketClient balancer(server.port());
  std::string ready;
  do {
    ready = SocketClient(server.port()).exchange("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  } while (ready.starts_with("HTTP/1.1 200"));
  CHECK(ready.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  const std::string answer = thinking.exchange(hello);
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.find("Keep-Alive") == std::string::npos);
  CHECK(balancer.exchange(hello).starts_with("HTTP/1.1 200 OK\r\n"));
  clock.advance(9s);
  server.stop();
  CHECK_FALSE(SocketClient(server.port()).connected());
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Fixture, "stop: the log names what it cut off", "[server]") {
  vgen::ServerOptions asked = options();
  asked.stop_timeout = 1ms;
  Server server(sample::make(singletons), asked);
  SocketClient cut(server.port());
  send_and_wait(cut, "/forever");
  SocketClient half(server.port());
  half.send("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n1");
  CHECK(half_arrived(server));
  server.stop();
  CHECK(cut.read_all().starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  const auto lines = log.lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].message == "GET /forever forever: cut off, because the server stops");
  CHECK(lines[0].request_id.size() == 16);
  CHECK(lines[1].message ==
        "the stop has cut off 0 running functions, 1 incomplete requests and 0 "
        "answers that clients have not read");
}

TEST_CASE_METHOD(Fixture, "stop: coroutines that run on are told to give up", "[server]") {
  vgen::ServerOptions asked = options();
  asked.stop_timeout = 20ms;
  Server server(sample::make(singletons), asked);
  SocketClient polite(server.port());
  send_and_wait(polite, "/wait");
  SocketClient cut(server.port());
  send_and_wait(cut, "/forever");
  server.stop();
  CHECK(polite.read_all().find("{\"message\":\"stopped\"}") != std::string::npos);
  CHECK(cut.read_all().starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "stop: coroutines that cannot give up end with the server", "[server]") {
  vgen::ServerOptions asked = options();
  asked.stop_timeout = 1ms;
  {
    Server server(sample::make(singletons), asked);
    SocketClient client(server.port());
    send_and_wait(client, "/stubborn");
    server.stop();
    const std::string answer = client.read_all();
    CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    CHECK(answer.find("The server is stopping.") != std::string::npos);
  }
  const auto lines = log.lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].message == "GET /stubborn stubborn: cut off, because the server stops");
  CHECK(lines[1].message ==
        "the stop has cut off 1 running functions, 0 incomplete requests and 0 "
        "answers that clients have not read");
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "stop: a program ends with 0 on SIGTERM", "[server]") {
  // The signal is sent to this thread, for which `serve` blocks it. It arrives as soon as `serve`
  // waits.
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &term, nullptr);
  pthread_kill(pthread_self(), SIGTERM);
  const char* const arguments[] = {"program", "--port", "0"};
  CHECK(vgen::serve(3, arguments, sample::make(singletons), options()) == 0);
  pthread_sigmask(SIG_UNBLOCK, &term, nullptr);
}

TEST_CASE_METHOD(Fixture, "serve: an address in use ends with 2", "[server]") {
  Server server(sample::make(singletons), options());
  const std::string port = std::to_string(server.port());
  const char* const arguments[] = {"program", "--port", port.c_str()};
  CHECK(vgen::serve(3, arguments, sample::make(singletons), options()) == 2);
}
