/// A redis-server of a test's own.
#pragma once

#include "test/support/socket_client.hpp"
#include "test/support/temporary_folder.hpp"

#include "runtime/src/redis/resp.hpp"

#include <vgen/core/descriptor.hpp>

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern char** environ;  // NOLINT

namespace vgen_test {

/// Starts a program, whose standard output is `output`. Returns its process id.
inline pid_t spawn(const std::vector<std::string>& command, int output, int error_output = -1) {
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  if (error_output >= 0) posix_spawn_file_actions_adddup2(&actions, error_output, STDERR_FILENO);
  pid_t process = 0;
  const int failed =
      ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
  return process;
}

/// A program that a test has started, with what it writes.
class ChildProcess {
 public:
  explicit ChildProcess(const std::vector<std::string>& command, bool with_errors = false) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("there is no pipe");
    output_ = ends[0];
    id_ = spawn(command, ends[1], with_errors ? ends[1] : -1);
    ::close(ends[1]);
  }
  ~ChildProcess() {
    end(SIGKILL);
    ::close(output_);
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Reads lines until one has this text; returns that one, or all that there was.
  std::string read_until(std::string_view text) {
    std::string all;
    std::string line;
    for (char c = 0; ::read(output_, &c, 1) == 1;) {
      if (c != '\n') {
        line += c;
        continue;
      }
      if (line.find(text) != std::string::npos) return line;
      all += std::exchange(line, {}) + "\n";
    }
    return all + line;
  }
  void signal(int number) const { ::kill(id_, number); }
  /// Ends it and waits. Returns its exit code, or -1.
  int end(int number) {
    if (id_ == 0) return -1;
    ::kill(id_, number);
    return wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(id_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t id_ = 0;
  int output_ = -1;
};

/// A port that nobody listens on.
inline std::uint16_t free_port() {
  const vgen::Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

class RedisServer {
 public:
  /// Whether there is a redis-server; if not, says so.
  static bool is_installed() {
    static const bool found = [] {
      const bool there = std::system("command -v redis-server >/dev/null 2>&1") == 0;
      if (!there) std::puts("redis-server is not installed: this test is left out");
      return there;
    }();
    return found;
  }

  /// `settings`: further ones, such as {"--appendonly", "yes"}.
  explicit RedisServer(std::vector<std::string> settings = {}) : settings_(std::move(settings)) {
    for (int attempt = 0; attempt < 5; ++attempt) {  // somebody else may take the port
      port_ = free_port();
      if (start()) return;
    }
    throw std::runtime_error("redis-server does not start");
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

  /// Starts it again, on the same port and with the same files.
  bool start() {
    std::vector<std::string> command = {"redis-server",
                                        "--port",
                                        std::to_string(port_),
                                        "--bind",
                                        "127.0.0.1",
                                        "--dir",
                                        folder_.path().string(),
                                        "--save",
                                        ""};
    command.insert(command.end(), settings_.begin(), settings_.end());
    process_.emplace(command);
    const std::string line = process_->read_until("Ready to accept connections");
    return line.find("Ready to accept connections") != std::string::npos;
  }
  void kill() { process_.reset(); }
  void signal(int number) const { process_->signal(number); }

  /// The answer to one command, on a connection of its own.
  vgen::redis::Reply ask(std::initializer_list<std::string_view> arguments) const {
    SocketClient client(port_);
    client.send(vgen::redis::command(arguments));
    vgen::redis::ReplyReader reader;
    for (;;) {
      if (std::optional<vgen::redis::Reply> reply = reader.next()) return *std::move(reply);
      const std::string more = client.read(1);
      if (more.empty()) throw std::runtime_error("Redis does not answer");
      reader.add(more);
    }
  }

 private:
  vgen::test::TemporaryFolder folder_;
  std::vector<std::string> settings_;
  std::uint16_t port_ = 0;
  std::optional<ChildProcess> process_;
};

}  // namespace vgen_test
