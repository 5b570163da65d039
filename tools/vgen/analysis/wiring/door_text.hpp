#pragma once

#include "tools/vgen/analysis/workspace.hpp"

#include <string>

namespace vgen::tool::analysis {

/// The name of a function in messages: its first door, `POST /todos/{id}`, or its C++ name if it
/// has none.
std::string way_to(const Workspace& workspace, const std::string& function_cpp);

}  // namespace vgen::tool::analysis
