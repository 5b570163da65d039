#pragma once

#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <optional>
#include <string_view>

namespace vgen::tool::frontend {

/// An error of the compiler about a route's function, in vgen's words: the compiler would list the
/// constructors of vgen's types. Nothing for any other error, which stays as it is.
std::optional<Diagnostic> explain_error(std::string_view message, const SourceRange& range,
                                        std::string_view text);

}  // namespace vgen::tool::frontend
