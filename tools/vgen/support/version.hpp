#pragma once

#include "runtime/include/vgen/version.hpp"

#include <string_view>

namespace vgen::tool {

/// The version of the tool. Generated code needs the runtime of the same version.
inline constexpr std::string_view tool_version = VGEN_VERSION;

}  // namespace vgen::tool
