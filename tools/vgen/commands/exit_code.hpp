#pragma once

#include <string_view>

namespace vgen::tool::commands {

/// What the process ends with.
enum class ExitCode {
  ok = 0,
  faults = 1,       ///< The header has faults, or `--check` found outdated files.
  environment = 2,  ///< Wrong usage, or something that the world refused.
  bug = 3,          ///< A fault of vgen itself.
};

/// Prints that a command cannot run here, and why.
ExitCode refuse(std::string_view message);

}  // namespace vgen::tool::commands
