#pragma once

#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <clang-c/Index.h>

#include <vector>

namespace vgen::tool::frontend {

/// The compiler's errors, and its warnings about the author's files, in its own words, with notes
/// that show how their files were included. Errors about a route's function are in vgen's words.
std::vector<Diagnostic> read_diagnostics(CXTranslationUnit unit, SourceFiles& files);

/// Whether clang did not find the headers that come with a compiler, such as stddef.h.
bool misses_builtin_headers(CXTranslationUnit unit);

}  // namespace vgen::tool::frontend
