#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <vector>

namespace vgen::tool::frontend {

/// Reads a type as it is written in a declaration. Records the author's classes, enums and aliases
/// in the context.
DeclaredType read_type(ReadContext& context, CXType type, CXCursor declarator,
                       const Substitution& substitution);

/// Reads the template arguments of a type that is written in a declaration.
std::vector<DeclaredType> read_template_arguments(ReadContext& context, CXType type,
                                                  CXCursor declarator,
                                                  const Substitution& substitution);

/// Whether a type is known in all its parts.
bool is_known(const DeclaredType& type);

}  // namespace vgen::tool::frontend
