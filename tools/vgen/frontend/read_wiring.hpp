#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <optional>

namespace vgen::tool::frontend {

/// A constant of one of vgen's wiring types, or an array of them; nothing for any other variable.
std::optional<DeclaredWiring> read_wiring(ReadContext& context, CXCursor variable);

}  // namespace vgen::tool::frontend
