#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/read_context.hpp"

#include <clang-c/Index.h>

namespace vgen::tool::frontend {

/// The documentation of a declaration: the comments on the lines right before it, then the `///<`
/// on its last line and on the next lines that contain nothing else. Notes a `///` behind it.
DeclaredComment read_comment(ReadContext& context, CXCursor declaration);

}  // namespace vgen::tool::frontend
