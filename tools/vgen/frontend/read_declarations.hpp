#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"

#include <clang-c/Index.h>

#include <string>
#include <vector>

namespace vgen::tool::frontend {

/// Reads all declarations of a translation unit without errors: functions and wirings in the order
/// of the headers and of the source, the types that they reach, and the files that were read.
///
/// `probes` are the instances of templates that the main file makes: see `probe_source`. Instances
/// that it should make too are added.
DeclaredApi read_declarations(CXTranslationUnit unit, SourceFiles& files,
                              std::vector<std::string>& probes);

/// The source that makes the compiler complete these instances of templates.
std::string probe_source(const std::vector<std::string>& probes);

}  // namespace vgen::tool::frontend
