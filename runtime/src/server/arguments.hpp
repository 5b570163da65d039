/// The command line of a server.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace vgen::server {

/// The content of a command line.
struct Arguments {
  ServerOptions options{};
  std::string task{};  ///< Runs this task instead of a server; empty for none.
  std::optional<std::chrono::system_clock::time_point> scheduled_at{};  ///< For the task.
  /// If set, the program prints the text and ends with this exit code.
  std::optional<int> exit_code{};
  std::string text{};
};

/// A task, and when it runs, for people: "0 3 * * * Europe/Berlin".
struct TaskLine {
  std::string name;
  std::string times;
};

/// Reads the command line, and PORT from the environment, into the given options. `version`: the
/// answer to `--version`.
Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options,
                         const std::string& version = {}, const std::vector<TaskLine>& tasks = {});

/// The tasks of the APIs.
[[nodiscard]] std::vector<TaskLine> task_lines(const Apis& apis);

/// The versions of the APIs and of vgen: "todo 1.0.0 (vgen 0.1.0)".
[[nodiscard]] std::string version_line(const Apis& apis);

}  // namespace vgen::server
