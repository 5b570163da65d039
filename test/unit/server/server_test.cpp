// Servers with real sockets.
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/server.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

using vgen::Server;
using vgen::ServerOptions;
using vgen_test::SocketClient;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

ServerOptions options(vgen::LogSink& log, unsigned threads = 1) {
  ServerOptions result = vgen_test::server_options(threads);
  result.log = &log;
  return result;
}

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server server{sample::make(singletons), options(log)};
};

bool is_hello(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200 OK\r\nDate: ") &&
         answer.ends_with("\r\n\r\n{\"message\":\"hello\"}");
}

}  // namespace

TEST_CASE_METHOD(Fixture, "server: a thousand requests go over one connection", "[server]") {
  SocketClient client(server.port());
  int good = 0;
  for (int i = 0; i < 1000; ++i) good += is_hello(client.exchange(hello)) ? 1 : 0;
  CHECK(good == 1000);
}

TEST_CASE_METHOD(Fixture, "server: pipelined requests are all answered, however many", "[server]") {
  SocketClient client(server.port());
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += hello;
  std::thread sender([&] { client.send(many); });
  int good = 0;
  for (int i = 0; i < 20'000; ++i) good += is_hello(client.read_answer()) ? 1 : 0;
  sender.join();
  CHECK(good == 20'000);
}

TEST_CASE_METHOD(Fixture, "server: large bodies go both ways", "[server]") {
  SocketClient client(server.port());
  const std::string body = '"' + std::string(500'000, 'x') + '"';
  CHECK(client
            .exchange("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: "
                      "application/json\r\nContent-Length: 500002\r\n\r\n" +
                      body)
            .ends_with("\r\n\r\n500000"));
  const std::string answer = client.exchange("GET /repeat/3000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(answer.size() > 3'000'000);
  CHECK(is_hello(client.exchange(hello)));
}

TEST_CASE_METHOD(Fixture, "server: a refusal is readable though the client is still sending",
                 "[server]") {
  SocketClient client(server.port());
  client.send(
      "POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "50000000\r\n\r\n");
  client.send(std::string(2'000'000, 'x'));
  const std::string answer = client.read_answer();
  CHECK(answer.starts_with("HTTP/1.1 413 Content Too Large\r\n"));
  CHECK(answer.find("urn:vgen:payload-too-large") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "server: what is malformed is answered and closed", "[server]") {
  SocketClient client(server.port());
  client.send("nonsense\r\n\r\n");
  CHECK(client.read_all().starts_with("HTTP/1.1 400 Bad Request\r\n"));
}

TEST_CASE_METHOD(Fixture, "server: coroutines of many connections run at once", "[server]") {
  std::vector<std::unique_ptr<SocketClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<SocketClient>(server.port()));
    clients.back()->send("GET /later/3 HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  int good = 0;
  for (const auto& client : clients)
    good += client->read_answer().ends_with("{\"id\":3,\"title\":\"later\"}") ? 1 : 0;
  CHECK(good == 50);
}

TEST_CASE_METHOD(Fixture, "server: a connection may go while its coroutine runs", "[server]") {
  std::atomic<int> entered = 0;
  singletons.gate.on_enter([&] {
    ++entered;
    entered.notify_all();
  });
  {
    SocketClient client(server.port());
    client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    entered.wait(0);
  }
  singletons.gate.open();
  SocketClient other(server.port());
  CHECK(is_hello(other.exchange(hello)));
  server.stop();
  CHECK(singletons.alive == 0);
}

TEST_CASE("server: a client that resets the connection cancels the coroutine that works for it",
          "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server server(sample::make(singletons), options(log));
  std::atomic<int> entered = 0;
  singletons.gate.on_enter([&] {
    ++entered;
    entered.notify_all();
  });
  SocketClient client(server.port());
  client.send("GET /forever HTTP/1.1\r\nHost: x\r\n\r\n");
  entered.wait(0);
  CHECK(singletons.alive == 1);
  client.reset();
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (singletons.alive != 0 && std::chrono::steady_clock::now() < patience)
    std::this_thread::yield();
  CHECK(singletons.alive == 0);
}

TEST_CASE("server: a client that sends no more still gets its answers", "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server server(sample::make(singletons), options(log));
  SocketClient client(server.port());
  client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n" + hello);
  client.close_output();
  CHECK(client.read_answer().ends_with("{\"message\":\"later\"}"));
  CHECK(is_hello(client.read_answer()));
  CHECK(client.read_all().empty());
}

TEST_CASE("server: large bodies in both directions", "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server server(sample::make(singletons), options(log));
  SocketClient client(server.port());
  const std::string text = '"' + std::string(400'000, 'x') + '"';
  CHECK(client
            .exchange("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: "
                      "application/json\r\nContent-Length: " +
                      std::to_string(text.size()) + "\r\n\r\n" + text)
            .ends_with("\r\n\r\n400000"));
  for (int i = 0; i < 20; ++i) client.send("GET /repeat/1000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  for (int i = 0; i < 20; ++i) CHECK(client.read_answer().size() > 1'000'000);
  CHECK(is_hello(client.exchange(hello)));
}

TEST_CASE("server: several threads share the connections", "[server][threads]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server server(sample::make(singletons), options(log, 3));
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int t = 0; t < 4; ++t) {
    clients.emplace_back([&] {
      for (int c = 0; c < 5; ++c) {
        SocketClient client(server.port());
        for (int i = 0; i < 20; ++i) {
          if (is_hello(client.exchange(hello))) ++good;
          if (client.exchange("GET /later HTTP/1.1\r\nHost: x\r\n\r\n")
                  .ends_with("{\"message\":\"later\"}"))
            ++good;
          if (client.exchange("POST /fail HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 500"))
            ++good;
        }
      }
    });
  }
  for (std::thread& client : clients) client.join();
  server.stop();
  CHECK(good == 4 * 5 * 20 * 3);
  CHECK(log.lines().size() == 4 * 5 * 20);
  CHECK(singletons.alive == 0);
}

TEST_CASE("server: an address in use is an error, with several threads too", "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  const unsigned threads = GENERATE(1U, 2U);
  Server server(sample::make(singletons), options(log, threads));
  ServerOptions same = options(log, threads);
  same.port = server.port();
  CHECK_THROWS_AS(Server(sample::make(singletons), same), std::system_error);
}

TEST_CASE("server: its address is a URL", "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  Server four(sample::make(singletons), options(log));
  CHECK(four.url() == "http://127.0.0.1:" + std::to_string(four.port()));
  ServerOptions six = options(log);
  six.host = "::1";
  try {
    Server server(sample::make(singletons), six);
    CHECK(server.url() == "http://[::1]:" + std::to_string(server.port()));
  } catch (const std::system_error&) {
    WARN("this machine has no IPv6");
  }
}

TEST_CASE("server: a forked process keeps no connection in the loop", "[server]") {
  sample::Singletons singletons;
  const vgen::Server server(sample::make(singletons), vgen_test::server_options());
  vgen_test::SocketClient client(server.port());
  const std::string request = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
  CHECK(client.exchange(request + "\r\n").starts_with("HTTP/1.1 200"));
  const pid_t child = ::fork();  // has the sockets of the server too
  if (child == 0) {
    for (;;) ::pause();
  }
  client.close_output();
  const auto others_are_served = [&] {
    for (int i = 0; i < 20; ++i) {
      SocketClient other(server.port());
      CHECK(other.exchange(request + "\r\n").starts_with("HTTP/1.1 200"));
    }
  };
  others_are_served();  // meanwhile the server closes the connection, which the child still has
  client.reset();
  others_are_served();
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}
