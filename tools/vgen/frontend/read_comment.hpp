#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"

#include <clang-c/Index.h>

namespace vgen::tool::frontend {

/// The documentation of a declaration: the comments on the lines right before it, then the `///<`
/// on its last line and on the next lines that contain nothing else.
DeclaredComment read_comment(SourceFiles& files, CXCursor declaration);

}  // namespace vgen::tool::frontend
