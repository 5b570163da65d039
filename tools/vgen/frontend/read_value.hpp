#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// Reads a value as it is written. A constant is followed to its initialiser. A value that the
/// compiler would have to compute is an `UnknownValue`. Scalars have the kind of their type: `float
/// ratio = 1` holds a `FloatValue`.
DeclaredValue read_value(ReadContext& context, CXCursor expression);

}  // namespace vgen::tool::frontend
