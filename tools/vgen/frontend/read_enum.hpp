#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// An enum with its enumerators. An enum without a definition has none.
DeclaredEnum read_enum(ReadContext& context, const KnownEnum& known);

}  // namespace vgen::tool::frontend
