#pragma once

#include "tools/vgen/commands/exit_code.hpp"

#include <string>

namespace vgen::tool::commands {

/// `vgen explain CODE`: prints what is known of a diagnostic. An empty code lists them all.
ExitCode explain(const std::string& code);

}  // namespace vgen::tool::commands
