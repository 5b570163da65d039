#pragma once

#include "tools/vgen/frontend/wiring_kinds.hpp"

#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// The names of the settings of a wiring type, in the order of its table; empty for a kind that
/// this version does not serve.
std::vector<std::string_view> setting_names(frontend::WiringKind kind);

}  // namespace vgen::tool::analysis
