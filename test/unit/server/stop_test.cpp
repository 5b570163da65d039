// Stopping gracefully.
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/serve.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <signal.h>

#include <future>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using vgen::Server;
using vgen_test::SocketClient;

namespace {

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;

  vgen::ServerOptions options() {
    vgen::ServerOptions result{.port = 0};
    result.log = &log;
    return result;
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
  server.stop();
  CHECK(idle.read_all().empty());
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
    CHECK(client.read_all().empty());
  }
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
