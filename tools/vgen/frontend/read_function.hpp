#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <optional>

namespace vgen::tool::frontend {

/// A function that is declared through one of vgen's aliases, directly or through the author's own;
/// nothing for any other.
std::optional<DeclaredFunction> read_function(ReadContext& context, CXCursor declaration);

/// The types of a function that the API is made of: all its arguments but `Services`, and its
/// parameters.
std::vector<DeclaredType> api_types(const DeclaredFunction& function);

}  // namespace vgen::tool::frontend
