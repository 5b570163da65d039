/// The command line of a server.
#pragma once

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

/// Reads `--host --port --threads --help`, and PORT from the environment, into the given options.
Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options);

}  // namespace vgen::server
