#pragma once

#include <string_view>

namespace vgen::tool::commands {

/// The exit code of the process.
enum class ExitCode {
  ok = 0,
  faults = 1,       ///< The header has faults, or `--check` found outdated files.
  environment = 2,  ///< Wrong usage, or a problem of the environment.
  bug = 3,          ///< A bug in vgen itself.
};

/// Prints that a command cannot run here, and why.
ExitCode refuse(std::string_view message);

}  // namespace vgen::tool::commands
