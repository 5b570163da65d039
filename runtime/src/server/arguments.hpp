/// The command line of a server.
#pragma once

#include <vgen/server/options.hpp>

#include <optional>
#include <string>

namespace vgen::server {

/// What a command line asks for.
struct Arguments {
  ServerOptions options{};
  /// Set: the program ends with this exit code after printing the text.
  std::optional<int> exit_code{};
  std::string text{};
};

/// Reads `--host --port --threads --help`, and PORT from the environment, on top of the given
/// options.
Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options);

}  // namespace vgen::server
