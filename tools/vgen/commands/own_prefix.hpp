#pragma once

#include <filesystem>

namespace vgen::tool::commands {

/// The folder that the tool is installed in: the parent of its `bin`. Empty if the system does not
/// say where the program is.
std::filesystem::path own_prefix();

}  // namespace vgen::tool::commands
