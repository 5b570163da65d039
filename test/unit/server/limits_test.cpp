// The limits of connections and files, and a server that survives what its process meets.
#include "runtime/src/server/process.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/server.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using vgen::Server;
using vgen::ServerOptions;
using vgen_test::SocketClient;
using Clients = std::vector<std::unique_ptr<SocketClient>>;

namespace {

/// Before it reads the type of an object, the sanitizer of undefined behaviour of clang asks a pipe
/// whether the memory is readable.
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
constexpr bool reads_memory_by_pipe = true;
#else
constexpr bool reads_memory_by_pipe = false;
#endif
#else
constexpr bool reads_memory_by_pipe = false;
#endif

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;

  ServerOptions options(unsigned threads, std::size_t connections) {
    ServerOptions result = vgen_test::server_options(threads);
    result.log = &log;
    result.limits.connections = connections;
    result.limits.tick = 10ms;
    return result;
  }
};

bool is_hello(const std::string& answer) {
  return answer.ends_with("\r\n\r\n{\"message\":\"hello\"}");
}

bool has_line(const vgen::testing::MemoryLog& log, std::string_view text) {
  for (const auto& line : log.lines()) {
    if (line.message.find(text) != std::string::npos) return true;
  }
  return false;
}

/// Changes the soft limit of open files as long as it lives.
class FileLimit {
 public:
  explicit FileLimit(rlim_t soft) {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit changed = before_;
    changed.rlim_cur = soft;
    setrlimit(RLIMIT_NOFILE, &changed);
  }
  ~FileLimit() { setrlimit(RLIMIT_NOFILE, &before_); }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "limits: at the limit the longest idle connection makes room",
                 "[server][threads]") {
  const unsigned threads = GENERATE(1U, 3U);
  const Server server(sample::make(singletons), options(threads, 6));
  Clients clients;
  for (int i = 0; i < 30; ++i) {
    clients.push_back(std::make_unique<SocketClient>(server.port()));
    CHECK(is_hello(clients.back()->exchange(hello)));
  }
  CHECK(clients.front()->read_all().empty());
  CHECK(has_line(log, "the limit of 6 connections is reached"));
  CHECK(log.lines().size() <= threads);
}

TEST_CASE_METHOD(Fixture, "limits: connections that never ask make room too", "[server][threads]") {
  const Server server(sample::make(singletons), options(GENERATE(1U, 2U), 4));
  Clients silent;
  for (int i = 0; i < 20; ++i) silent.push_back(std::make_unique<SocketClient>(server.port()));
  SocketClient client(server.port());
  CHECK(is_hello(client.exchange(hello)));
}

TEST_CASE_METHOD(Fixture, "limits: without an idle connection a new one waits for a free place",
                 "[server][threads]") {
  const unsigned threads = GENERATE(1U, 3U);
  const Server server(sample::make(singletons), options(threads, 3));
  Clients busy;
  for (int i = 0; i < 3; ++i) {
    busy.push_back(std::make_unique<SocketClient>(server.port()));
    CHECK(is_hello(busy.back()->exchange(hello)));
    busy.back()->send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  Clients waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(std::make_unique<SocketClient>(server.port()));
    waiting.back()->send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  busy.front()->reset();
  for (const auto& client : waiting) CHECK(is_hello(client->read_all()));
  singletons.gate.open();
}

TEST_CASE_METHOD(Fixture, "limits: the threads share the limit", "[server][threads]") {
  const Server server(sample::make(singletons), options(4, 8));
  // The system gives each connection to one thread, and does not know which has places left.
  Clients clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<SocketClient>(server.port()));
    CHECK(is_hello(clients.back()->exchange(hello)));
  }
  for (const auto& client : clients) CHECK(is_hello(client->exchange(hello)));
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Fixture, "limits: without free descriptors idle connections make room",
                 "[server]") {
  if (reads_memory_by_pipe) {
    WARN("not run: without free descriptors this sanitizer takes every object for a wrong one");
    return;
  }
  const Server server(sample::make(singletons), options(1, 1000));
  Clients idle;
  for (int i = 0; i < 10; ++i) {
    idle.push_back(std::make_unique<SocketClient>(server.port()));
    CHECK(is_hello(idle.back()->exchange(hello)));
  }
  // The client's end exists, and there is no descriptor left for the server's end.
  SocketClient last;
  const int free = ::dup(STDIN_FILENO);
  ::close(free);
  const FileLimit none_left(static_cast<rlim_t>(free));
  last.connect(server.port());
  CHECK(is_hello(last.exchange(hello)));
  CHECK(has_line(log, "a connection cannot be accepted: Too many open files"));
  CHECK(idle.front()->read_all().empty());
}

TEST_CASE_METHOD(Fixture, "limits: a log whose reader is gone does not end the process",
                 "[server]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const int standard_error = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  ::close(ends[0]);
  ::close(ends[1]);
  bool survived = false;
  {
    ServerOptions asked = options(1, 100);
    asked.log = nullptr;
    const Server server(sample::make(singletons), asked);
    SocketClient client(server.port());
    survived =
        client.exchange("POST /fail HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 500") &&
        is_hello(client.exchange(hello));
  }
  ::dup2(standard_error, STDERR_FILENO);
  ::close(standard_error);
  CHECK(survived);
}

TEST_CASE("limits: a server's process has all the files that it may open", "[server]") {
  const FileLimit low(100);
  vgen::server::prepare_process();
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  CHECK(files.rlim_cur == files.rlim_max);
  struct sigaction pipes{};
  sigaction(SIGPIPE, nullptr, &pipes);
  CHECK(pipes.sa_handler == SIG_IGN);
}
