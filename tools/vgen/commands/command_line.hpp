#pragma once

#include "tools/vgen/commands/exit_code.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// Parses the arguments (without the program's name), runs the command, and prints its output.
ExitCode run_command_line(const std::vector<std::string>& arguments);

}  // namespace vgen::tool::commands
