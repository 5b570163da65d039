#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// Reads a value as it is written. What a constant stands for is followed to its initialiser; what
/// the compiler would have to run is an `UnknownValue`. Scalars come as their type says: `float
/// ratio = 1` holds a `FloatValue`.
DeclaredValue read_value(ReadContext& context, CXCursor expression);

}  // namespace vgen::tool::frontend
