#include "tools/vgen/analysis/wiring/guard_functions.hpp"

#include "tools/vgen/analysis/types/resolve_types.hpp"

namespace vgen::tool::analysis {

using frontend::DeclaredType;

namespace {

bool is_bool(const DeclaredType& type) {
  return behind_aliases(type).name == "bool";
}

}  // namespace

PermissionResult permission_result(const frontend::FunctionValue& function) {
  const DeclaredType& result = behind_aliases(function.result);
  if (is_bool(result)) return PermissionResult::boolean;
  const bool is_task = (result.name == "boost::asio::awaitable" || result.name == "vgen::Task") &&
                       !result.arguments.empty();
  return is_task && is_bool(result.arguments.front()) ? PermissionResult::task
                                                      : PermissionResult::other;
}

std::string_view referred(const DeclaredType& parameter) {
  std::string_view cpp = parameter.cpp;
  if (cpp.ends_with('&')) cpp.remove_suffix(1);
  if (cpp.starts_with("const ")) cpp.remove_prefix(6);
  return cpp;
}

bool is_constant_reference(const DeclaredType& parameter, std::string_view cpp) {
  return parameter.cpp.starts_with("const ") && parameter.cpp.ends_with('&') &&
         !parameter.cpp.ends_with("&&") && referred(parameter) == cpp;
}

}  // namespace vgen::tool::analysis
