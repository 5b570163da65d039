#pragma once

#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <clang-c/Index.h>

#include <vector>

namespace vgen::tool::frontend {

/// The C++ errors in clang's own words, with notes that show how their files were included.
std::vector<Diagnostic> read_errors(CXTranslationUnit unit, SourceFiles& files);

/// Whether clang did not find the headers that come with a compiler, such as stddef.h.
bool misses_builtin_headers(CXTranslationUnit unit);

}  // namespace vgen::tool::frontend
