// Clients that ask and do not read.
#include "test/support/process_memory.hpp"
#include "test/support/protocol_harness.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/docs/page_files.hpp>

#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using vgen_test::ProtocolHarness;
using vgen_test::RunningLoop;
using vgen_test::sanitized;
using vgen_test::SocketClient;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;
constexpr int little_window = 4096;

std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

/// So many connections of two ends each may be open.
bool may_open(rlim_t connections) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_max > 2 * connections + 100;
}

/// Clients that have asked and do not read.
std::vector<std::unique_ptr<SocketClient>> asking(std::size_t count, std::uint16_t port,
                                                  const std::string& request) {
  std::vector<std::unique_ptr<SocketClient>> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<SocketClient>(port, little_window));
    clients.back()->send(request);
  }
  return clients;
}

/// The largest file of the documentation page.
std::string script_target() {
  const vgen::docs::PageFile* largest = nullptr;
  for (const vgen::docs::PageFile& file : vgen::docs::page_files()) {
    if (largest == nullptr || file.size > largest->size) largest = &file;
  }
  return largest != nullptr ? "/docs/" + std::string(largest->name) : std::string();
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "slow clients: one that takes in too little is given up",
                 "[server]") {
  limits.write = 10s;
  limits.write_rate = 100;
  takes_output = false;
  send(get("/repeat/5000"));
  SECTION("less than the rate") {
    for (int i = 0; i < 10; ++i) {
      take(99);
      pass(1s);
      CHECK_FALSE(stuck);
    }
    pass(1ms);
    CHECK(stuck);
  }
  SECTION("as much as the rate") {
    for (int i = 0; i < 30; ++i) {
      take(110);
      pass(1s);
      CHECK_FALSE(stuck);
    }
  }
  SECTION("nothing any more") {
    take(4000);
    pass(10s);
    pass(1ms);
    CHECK_FALSE(stuck);
    pass(10s);
    pass(1ms);
    CHECK(stuck);
  }
}

TEST_CASE_METHOD(ProtocolHarness, "slow clients: what waits takes no more memory than it has bytes",
                 "[server]") {
  takes_output = false;
  send(get("/repeat/1000"));
  CHECK(unsent() > 1000);
  CHECK(unsent() < 1500);
}

TEST_CASE_METHOD(ProtocolHarness, "slow clients: a body that never changes is not held for them",
                 "[server]") {
  const std::string target = script_target();
  if (target.empty()) return;
  const std::string accept = GENERATE(as<std::string>{}, "gzip", "identity");
  takes_output = false;
  const std::string request =
      "GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + accept + "\r\n\r\n";
  send(request);
  CHECK(unsent() < 1000);
  takes_output = true;
  const std::string answer = run();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.size() > 200'000);
  CHECK(send(request) == answer);
}

TEST_CASE("slow clients: a thousand that do not read a script cost no memory", "[server]") {
  const std::string target = script_target();
  const std::size_t count = 1000;
  if (target.empty() || !may_open(count)) return;
  sample::Singletons singletons;
  RunningLoop loop(sample::make(singletons), {.stop_timeout = 10ms});
  SocketClient other(loop.port());
  other.exchange(get(target));  // so that it is unpacked
  const std::size_t before = vgen_test::resident_bytes();
  std::vector<std::unique_ptr<SocketClient>> clients;
  std::chrono::steady_clock::duration longest{};
  for (std::size_t i = 0; i < count; i += 50) {
    for (auto& client : asking(50, loop.port(), get(target))) clients.push_back(std::move(client));
    const auto began = std::chrono::steady_clock::now();
    CHECK(other.exchange(get("/hello")).ends_with("\"hello\"}"));
    longest = std::max(longest, std::chrono::steady_clock::now() - began);
  }
  CHECK(longest < 2s);
  if (!sanitized) CHECK(vgen_test::resident_bytes() < before + 16 * mebibyte);
  CHECK(loop.log.lines().empty());
}

/// Handshakes, requests and bodies that stop in the middle.
TEST_CASE("slow clients: a flood of connections costs a limited amount of memory", "[server]") {
  const std::string part = GENERATE(
      as<std::string>{}, "", "G", "GET /hello HTTP/1.1\r\nHost: x\r\nX: y",
      "POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "400000\r\n\r\n\"x",
      "POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\nfff0\r\n\"x");
  const std::size_t count = 1500;
  if (!may_open(2 * count)) return;
  sample::Singletons singletons;
  vgen::server::LoopSettings settings;
  settings.limits.connections = 1000;
  settings.limits.header = settings.limits.body = 200ms;
  settings.limits.tick = 10ms;
  RunningLoop loop(sample::make(singletons), settings);
  CHECK(SocketClient(loop.port()).exchange(get("/hello")).ends_with("\"hello\"}"));
  const std::size_t before = vgen_test::resident_bytes();
  std::vector<std::unique_ptr<SocketClient>> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<SocketClient>(loop.port()));
    clients.back()->send(part);
  }
  // Those that do not go on make room in time.
  CHECK(SocketClient(loop.port()).exchange(get("/hello")).ends_with("\"hello\"}"));
  if (!sanitized) CHECK(vgen_test::resident_bytes() < before + 24 * mebibyte);
  for (const auto& client : clients) {
    const std::string answer = client->read_all();
    CHECK((answer.empty() || answer.starts_with("HTTP/1.1 408 Request Timeout\r\n")));
  }
  CHECK(SocketClient(loop.port()).exchange(get("/hello")).ends_with("\"hello\"}"));
}

TEST_CASE("slow clients: what waits for all of them together is bounded", "[server]") {
  sample::Singletons singletons;
  vgen::server::LoopSettings settings;
  settings.unsent = 8 * mebibyte;
  settings.limits.tick = 10ms;
  RunningLoop loop(sample::make(singletons), settings);
  SocketClient other(loop.port());
  CHECK(other.exchange(get("/hello")).ends_with("\"hello\"}"));
  const auto clients = asking(60, loop.port(), get("/repeat/1000000"));
  CHECK(other.exchange(get("/hello")).ends_with("\"hello\"}"));
  // All but eight at most are closed. Whoever is closed got a part of its answer only.
  std::size_t whole = 0;
  for (const auto& client : clients) whole += client->read_answer().size() > 1'000'000 ? 1U : 0U;
  CHECK(whole >= 1);
  CHECK(whole <= 12);
  CHECK(other.exchange(get("/hello")).ends_with("\"hello\"}"));
  loop.stop();
  REQUIRE_FALSE(loop.log.lines().empty());
  CHECK(loop.log.lines().front().message.find("do not read") != std::string::npos);
}
