#pragma once

#include "tools/vgen/commands/exit_code.hpp"

#include <string>

namespace vgen::tool::commands {

/// `vgen init NAME`: writes a small project into a new folder of that name. The project builds,
/// runs and tests itself.
ExitCode init(const std::string& name);

}  // namespace vgen::tool::commands
