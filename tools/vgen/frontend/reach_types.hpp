#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// Reads the author's classes, enums and aliases that can be reached from a type (through
/// arguments, fields and bases) into `api`.
void reach_types(ReadContext& context, const DeclaredType& type, DeclaredApi& api);

}  // namespace vgen::tool::frontend
