#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"

namespace vgen::tool::analysis {

/// The rows of `vgen::Security`.
std::span<const Setting<WrittenSecurity>> security_settings();

/// Adds the schemes of a `vgen::Security` to those of the API.
void read_security(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
