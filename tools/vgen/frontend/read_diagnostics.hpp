#pragma once

#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <clang-c/Index.h>

#include <vector>

namespace vgen::tool::frontend {

/// The errors of the C++ in clang's own words, with notes on how their files came to be included.
std::vector<Diagnostic> read_errors(CXTranslationUnit unit, SourceFiles& files);

/// Whether clang missed the headers that come with a compiler, such as stddef.h.
bool misses_builtin_headers(CXTranslationUnit unit);

}  // namespace vgen::tool::frontend
