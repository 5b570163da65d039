#pragma once

#include "tools/vgen/commands/exit_code.hpp"

#include <string>

namespace vgen::tool::commands {

/// `vgen explain CODE`: explains a diagnostic. An empty code lists all diagnostics.
ExitCode explain(const std::string& code);

}  // namespace vgen::tool::commands
