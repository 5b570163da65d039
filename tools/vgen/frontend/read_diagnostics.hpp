#pragma once

#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <clang-c/Index.h>

namespace vgen::frontend {

/// Reports clang's errors in its own words, with notes on how their files came to be included.
void report_errors(CXTranslationUnit unit, SourceFiles& files, Diagnostics& diagnostics);

/// Whether clang missed the headers that come with a compiler, such as stddef.h.
bool misses_builtin_headers(CXTranslationUnit unit);

}  // namespace vgen::frontend
