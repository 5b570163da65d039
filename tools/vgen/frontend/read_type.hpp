#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <vector>

namespace vgen::frontend {

/// Reads a type as a declaration writes it. Notes the author's classes, enums and aliases in the context.
DeclaredType read_type(ReadContext& context, CXType type, CXCursor declarator, const Substitution& substitution);

/// Reads the template arguments of a type that is written in a declaration.
std::vector<DeclaredType> read_template_arguments(ReadContext& context, CXType type, CXCursor declarator, const Substitution& substitution);

/// Binds the parameters of a template to arguments; parameters without one get their default.
Substitution bind(ReadContext& context, CXCursor declaration, const std::vector<DeclaredType>& arguments);

/// The instance of a class template. `declaration` is the template; `specialization` a class that was written for just these
/// arguments, or null.
DeclaredType make_instance(ReadContext& context, CXCursor declaration, CXCursor specialization, std::vector<DeclaredType> arguments);

/// The instance of an alias template.
DeclaredType make_alias_instance(ReadContext& context, CXCursor declaration, const std::vector<DeclaredType>& arguments);

}  // namespace vgen::frontend
