#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// An enum with its enumerators. One that is only declared has none.
DeclaredEnum read_enum(ReadContext& context, CXCursor declaration);

}  // namespace vgen::tool::frontend
