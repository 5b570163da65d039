#pragma once

#include "tools/vgen/frontend/wiring_kinds.hpp"

#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// The names of the settings of a wiring type, in the order of its table.
std::vector<std::string_view> setting_names(frontend::WiringKind kind);

}  // namespace vgen::tool::analysis
