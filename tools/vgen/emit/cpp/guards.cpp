#include "tools/vgen/emit/cpp/guards.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace vgen::tool::emit {
namespace {

/// `codegen::AllOf<todo::is_member, todo::owns_todo>`
std::string all_of(const std::vector<model::Permission>& permissions) {
  std::vector<std::string> names;
  for (const model::Permission& permission : permissions) names.push_back(permission.cpp);
  return fmt::format("codegen::AllOf<{}>", fmt::join(names, ", "));
}

std::string requirement(const model::Requirement& alternatives) {
  if (alternatives.size() == 1) return all_of(alternatives.front());
  std::vector<std::string> all;
  for (const std::vector<model::Permission>& alternative : alternatives)
    all.push_back(all_of(alternative));
  return fmt::format("codegen::AnyOf<{}>", fmt::join(all, ", "));
}

}  // namespace

std::vector<std::string> guard_members(const model::Guards& guards) {
  std::vector<std::string> members;
  std::vector<std::string> requirements;
  for (const model::Requirement& alternatives : guards.permissions)
    requirements.push_back(requirement(alternatives));
  if (!requirements.empty())
    members.push_back(
        fmt::format(".permissions = codegen::permissions<{}>", fmt::join(requirements, ", ")));
  if (!guards.middleware.empty())
    members.push_back(
        fmt::format(".middleware = codegen::middleware<{}>", fmt::join(guards.middleware, ", ")));
  return members;
}

bool has_task(const model::Guards& guards) {
  const auto in_alternative = [](const std::vector<model::Permission>& permissions) {
    return std::ranges::any_of(permissions, &model::Permission::is_task);
  };
  return std::ranges::any_of(guards.permissions, [&](const model::Requirement& alternatives) {
    return std::ranges::any_of(alternatives, in_alternative);
  });
}

}  // namespace vgen::tool::emit
