#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <string_view>

/// The signatures of permissions, as written.
namespace vgen::tool::analysis {

/// What a permission returns.
enum class PermissionResult { boolean, task, other };

PermissionResult permission_result(const frontend::FunctionValue& function);

/// `todo::Session` of `const todo::Session&`.
std::string_view referred(const frontend::DeclaredType& parameter);

/// Whether a parameter is `const cpp&`.
bool is_constant_reference(const frontend::DeclaredType& parameter, std::string_view cpp);

}  // namespace vgen::tool::analysis
