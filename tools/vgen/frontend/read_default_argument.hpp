#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// The default of a template parameter: `class Out = void`. libclang does not provide it, so its
/// tokens are read.
DeclaredType read_default_argument(ReadContext& context, CXCursor parameter,
                                   const Substitution& substitution);

}  // namespace vgen::tool::frontend
