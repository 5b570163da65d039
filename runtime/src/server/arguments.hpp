/// The command line of a server.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <optional>
#include <string>

namespace vgen::server {

/// The content of a command line.
struct Arguments {
  ServerOptions options{};
  /// If set, the program prints the text and ends with this exit code.
  std::optional<int> exit_code{};
  std::string text{};
};

/// Reads the command line, and PORT from the environment, into the given options. `version`: the
/// answer to `--version`.
Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options,
                         const std::string& version = {});

/// The versions of the APIs and of vgen: "todo 1.0.0 (vgen 0.1.0)".
[[nodiscard]] std::string version_line(const Apis& apis);

}  // namespace vgen::server
