// Functions that block, over all transports.
#include "test/support/jobs_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/server.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using vgen_test::SocketClient;

namespace {

std::string post(std::string_view path, std::string_view name) {
  const std::string body = R"({"name":")" + std::string(name) + "\"}";
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string_view body_of(std::string_view answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

struct Fixture {
  vgen::testing::MemoryLog log;
  jobs::Singletons singletons;

  vgen::ServerOptions options(unsigned workers = 1) {
    vgen::ServerOptions result{.port = 0, .workers = workers, .waiting_for_workers = 1};
    result.log = &log;
    result.limits.tick = 5ms;
    return result;
  }
  /// Whether all bytes that were sent before have arrived: the loop has answered a later request.
  static bool has_arrived(vgen::Server& server) {
    return SocketClient(server.port())
        .exchange(post("/ask-on-loop", "x"))
        .starts_with("HTTP/1.1 200 OK\r\n");
  }
  void block_a_worker(SocketClient& client) {
    client.send(post("/ask", "wait"));
    singletons.wait_for(1);
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "workers: a function that blocks delays no other request", "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  SocketClient blocked(server.port());
  block_a_worker(blocked);
  SocketClient other(server.port());
  CHECK(body_of(other.exchange(post("/ask-on-loop", "Ada"))) == R"({"name":"Ada"})");
  singletons.release();
  const std::string answer = blocked.read_answer();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("X-Thread: worker\r\n") != std::string::npos);
  CHECK(body_of(answer) == R"({"name":"wait"})");
  CHECK(body_of(blocked.exchange(post("/ask", "again"))) == R"({"name":"again"})");
}

TEST_CASE_METHOD(Fixture, "workers: if the queue is full, the answer is 503", "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  SocketClient blocked(server.port());
  block_a_worker(blocked);
  SocketClient waiting(server.port());
  waiting.send(post("/ask", "second"));
  CHECK(has_arrived(server));
  SocketClient refused(server.port());
  const std::string answer = refused.exchange(post("/ask", "third"));
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(answer.find("Retry-After: 1\r\n") != std::string::npos);
  CHECK(body_of(answer).starts_with(R"({"type":"urn:vgen:unavailable")"));
  singletons.release();
  CHECK(body_of(blocked.read_answer()) == R"({"name":"wait"})");
  CHECK(body_of(waiting.read_answer()) == R"({"name":"second"})");
  CHECK(body_of(refused.exchange(post("/ask", "fourth"))) == R"({"name":"fourth"})");
}

TEST_CASE_METHOD(Fixture, "workers: the deadline of a function that runs", "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  SocketClient client(server.port());
  CHECK(body_of(client.exchange(post("/hurry", "wait"))) == R"({"name":"stopped"})");
}

TEST_CASE_METHOD(Fixture, "workers: the deadline of a function that waits for a worker",
                 "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  SocketClient blocked(server.port());
  block_a_worker(blocked);
  SocketClient late(server.port());
  const std::string answer = late.exchange(post("/hurry", "Ada"));
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(body_of(answer).starts_with(R"({"type":"urn:vgen:timeout")"));
  singletons.release();
  CHECK(body_of(blocked.read_answer()) == R"({"name":"wait"})");
  CHECK(singletons.runs().at("ask") == 1);
}

TEST_CASE_METHOD(Fixture, "workers: a client that goes away", "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  SocketClient blocked(server.port());
  block_a_worker(blocked);
  SocketClient waiting(server.port());
  waiting.send(post("/ask", "wait"));
  CHECK(has_arrived(server));
  waiting.reset();
  blocked.reset();
  singletons.wait_for(0);
  CHECK(has_arrived(server));
}

TEST_CASE_METHOD(Fixture, "workers: a server that stops", "[server]") {
  vgen::ServerOptions asked = options();
  asked.stop_timeout = 20ms;
  asked.threads = GENERATE(1U, 2U);
  asked.server = GENERATE(vgen::ServerKind::epoll, vgen::ServerKind::beast);
  vgen::Server server(jobs::make(singletons), asked);
  SocketClient blocked(server.port());
  block_a_worker(blocked);
  SocketClient waiting(server.port());
  waiting.send(post("/ask", "second"));
  CHECK(has_arrived(server));
  server.stop();
  CHECK(body_of(blocked.read_answer()) == R"({"name":"stopped"})");
  const std::string answer = waiting.read_answer();
  // The first one may have ended before the second one was asked to.
  CHECK((body_of(answer) == R"({"name":"second"})" ||
         body_of(answer).starts_with(R"({"type":"urn:vgen:unavailable")")));
}

TEST_CASE_METHOD(Fixture, "workers: many requests, loops and workers", "[server]") {
  vgen::ServerOptions asked = options(3);
  asked.threads = 2;
  asked.server = GENERATE(vgen::ServerKind::epoll, vgen::ServerKind::beast);
  asked.waiting_for_workers = 100;
  vgen::Server server(jobs::make(singletons), asked);
  constexpr int clients = 6;
  constexpr int requests = 50;
  std::vector<std::thread> threads;
  std::vector<int> good(clients, 0);
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      SocketClient client(server.port());
      for (int j = 0; j < requests; ++j) {
        const std::string name = std::to_string(i) + "-" + std::to_string(j);
        const std::string answer =
            client.exchange(post(j % 5 == 0 ? "/ask-on-loop" : "/ask", name));
        if (body_of(answer) == R"({"name":")" + name + "\"}") ++good[static_cast<std::size_t>(i)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == std::vector<int>(clients, requests));
}

TEST_CASE_METHOD(Fixture, "workers: the outcomes are those of the loop, on every transport",
                 "[server]") {
  const unsigned workers = GENERATE(0U, 2U);
  vgen::testing::Client client(jobs::make(singletons), {.log = &log, .workers = workers});
  const auto answer = client.post("/ask", R"({"name":"Ada"})");
  CHECK(answer.status == 200);
  CHECK(answer.body == R"({"name":"Ada"})");
  CHECK(answer.headers.find("X-Thread") == "worker");
  const auto refused = client.post("/ask", R"({"name":"refuse"})");
  CHECK(refused.status == 409);
  CHECK(refused.body.find(R"("name":"refuse")") != std::string::npos);
  CHECK(client.post("/ask", R"({"name":"throw"})").status == 500);
  CHECK(client.post("/ask", R"({"name":7})").status == 422);
  const auto redirected = client.post("/redirect", R"({"name":"Ada"})");
  CHECK(redirected.status == 303);
  CHECK(redirected.body.empty());

  auto rpc = client.rpc();
  rpc.send(R"({"method":"ask","params":[{"name":"Ada"}],"id":1})");
  rpc.send(R"({"method":"ask","params":[{"name":"refuse"}],"id":2})");
  const auto next = [&](auto& from) {
    std::string text = from.receive();
    while (text.empty()) text = from.receive();
    return text;
  };
  std::vector<std::string> frames = {next(rpc), next(rpc)};
  std::ranges::sort(frames);
  CHECK(frames[0].starts_with(R"({"id":1,"result":{"name":"Ada"}})"));
  CHECK(frames[1].starts_with(R"({"id":2,"error":{"code":409)"));

  auto live = client.channel("/live");
  live.send(R"({"action":"ask","$id":1,"name":"Ada"})");
  CHECK(next(live) == R"({"action":"ask","$id":1,"name":"Ada"})");
  live.send(R"({"action":"ask","$id":2,"name":"refuse"})");
  CHECK(next(live).starts_with(R"({"error":)"));
}
