#pragma once

#include "runtime/include/vgen/version.hpp"

#include <string_view>

namespace vgen::tool {

/// The version of the tool: that of the runtime which its output needs.
inline constexpr std::string_view tool_version = VGEN_VERSION;

}  // namespace vgen::tool
