#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"

#include <clang-c/Index.h>

namespace vgen::tool::frontend {

/// Reads all declarations of a translation unit without errors: functions and wirings in the order
/// of the headers and of the source, the types that they reach, and the files that were read.
DeclaredApi read_declarations(CXTranslationUnit unit, SourceFiles& files);

}  // namespace vgen::tool::frontend
