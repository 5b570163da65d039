#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"

namespace vgen::tool::analysis {

/// The rows of `vgen::Global`.
std::span<const Setting<WrittenPolicy>> global_settings();

/// Adds the settings of a `vgen::Global` to those of the API.
void read_global(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
