#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <vector>

namespace vgen::tool::frontend {

/// Binds the parameters of a template to arguments. Parameters without an argument get their
/// default.
Substitution bind(ReadContext& context, CXCursor declaration,
                  const std::vector<DeclaredType>& arguments);

/// The instance of a class template. `declaration` is the template. `specialization` is a class
/// that was written for exactly these arguments, or null.
DeclaredType make_instance(ReadContext& context, CXCursor declaration, CXCursor specialization,
                           std::vector<DeclaredType> arguments);

/// The instance of an alias template.
DeclaredType make_alias_instance(ReadContext& context, CXCursor declaration,
                                 const std::vector<DeclaredType>& arguments);

}  // namespace vgen::tool::frontend
