#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <optional>

namespace vgen::tool::frontend {

/// A function that is declared through an alias of vgen, directly or through an alias of the
/// author; nothing for any other function.
std::optional<DeclaredFunction> read_function(ReadContext& context, CXCursor declaration);

/// The types of a function that belong to the API: all its arguments except `Services`, and its
/// parameters.
std::vector<DeclaredType> api_types(const DeclaredFunction& function);

}  // namespace vgen::tool::frontend
