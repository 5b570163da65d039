#include "tools/vgen/analysis/wiring/check_guards.hpp"

#include "tools/vgen/analysis/wiring/guard_functions.hpp"

#include <fmt/format.h>

#include <utility>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredType;
using WrittenPermission = Written<frontend::FunctionValue>;

class GuardChecker {
 public:
  GuardChecker(Workspace& workspace, const GuardedEndpoint& endpoint)
      : workspace_(workspace), endpoint_(endpoint) {}

  /// Reports the requirement that cannot be met, because there is no session to ask.
  void refuse_without_session(const WrittenRequirement& requirement) {
    report(Rule::permission_without_session, requirement.range,
           fmt::format("{} needs no session, so there is nobody whose permission could be asked",
                       endpoint_.what),
           "add .auth = true, or remove the permissions");
  }

  model::Requirement check(const WrittenRequirement& requirement) {
    model::Requirement checked;
    for (const Written<std::vector<WrittenPermission>>& alternative : requirement.alternatives) {
      if (alternative.value.empty()) {
        report(Rule::empty_permissions, alternative.range,
               "an alternative without permissions allows everybody",
               "write the permissions that have to hold together: {{a, b}, {c}}");
      }
      std::vector<model::Permission> permissions;
      for (const WrittenPermission& permission : alternative.value)
        permissions.push_back(check(permission));
      checked.push_back(std::move(permissions));
    }
    return checked;
  }

 private:
  model::Permission check(const WrittenPermission& permission) {
    const PermissionResult result = permission_result(permission.value);
    const std::vector<DeclaredType>& given = permission.value.parameters;
    const bool reads_input = given.size() == 3;
    if (result == PermissionResult::other) {
      refuse(permission, "its result is not bool");
    } else if (given.empty() || given.front().cpp != workspace_.api.services + "&") {
      refuse(permission, "its first parameter is not the services");
    } else if (given.size() < 2 || !is_constant_reference(given.back(), workspace_.api.session)) {
      refuse(permission, "its last parameter is not the session");
    } else if (given.size() > 3) {
      refuse(permission, "it has more than three parameters");
    } else if (reads_input && !is_input(given[1])) {
      refuse(permission,
             endpoint_.input
                 ? fmt::format("its second parameter is not the input of {}", endpoint_.what)
                 : fmt::format("it takes an input, but {} has none that it could take",
                               endpoint_.what));
    }
    return {.cpp = permission.value.name,
            .is_task = result == PermissionResult::task,
            .reads_input = reads_input};
  }

  [[nodiscard]] bool is_input(const DeclaredType& parameter) const {
    if (!endpoint_.input) return false;
    if (*endpoint_.input == unresolved) return true;  // is reported
    return is_constant_reference(parameter, workspace_.api.types[*endpoint_.input].cpp);
  }

  void refuse(const WrittenPermission& permission, const std::string& why) {
    const std::string input =
        endpoint_.input && *endpoint_.input != unresolved
            ? fmt::format(" or bool(Services&, const {}&, const Session&)",
                          workspace_.api.types[*endpoint_.input].cpp)
            : "";
    workspace_.report(with_note(
        make_diagnostic(
            Rule::permission_function, permission.range,
            fmt::format("'{}' cannot be a permission: {}", permission.value.name, why),
            fmt::format("declare it as bool(Services&, const Session&){}, or with Task<bool>",
                        input)),
        "it is declared here", permission.value.declaration));
  }

  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  const GuardedEndpoint& endpoint_;
};

const GuardedEndpoint every_route{.what = "every route", .needs_session = true, .input = {}};

/// The permissions of the API, which are checked already.
std::vector<model::Requirement> global_permissions(const Workspace& workspace) {
  std::vector<model::Requirement> permissions;
  for (const WrittenRequirement& requirement : workspace.global.permissions) {
    model::Requirement checked;
    for (const Written<std::vector<WrittenPermission>>& alternative : requirement.alternatives) {
      std::vector<model::Permission>& all = checked.emplace_back();
      for (const WrittenPermission& permission : alternative.value) {
        all.push_back({.cpp = permission.value.name,
                       .is_task = permission_result(permission.value) == PermissionResult::task});
      }
    }
    permissions.push_back(std::move(checked));
  }
  return permissions;
}

std::vector<std::string> all_middleware(const Workspace& workspace, const WrittenPolicy& policy) {
  std::vector<std::string> names;
  for (const WrittenPolicy* from : {&workspace.global, &policy}) {
    for (const Written<frontend::FunctionValue>& function : from->middleware)
      names.push_back(function.value.name);
  }
  return names;
}

}  // namespace

model::Guards check_guards(Workspace& workspace, const WrittenPolicy& policy,
                           const GuardedEndpoint& endpoint) {
  model::Guards guards{.permissions = {}, .middleware = all_middleware(workspace, policy)};
  GuardChecker checker(workspace, endpoint);
  if (endpoint.needs_session) guards.permissions = global_permissions(workspace);
  for (const WrittenRequirement& requirement : policy.permissions) {
    if (!endpoint.needs_session) {
      checker.refuse_without_session(requirement);
    } else {
      guards.permissions.push_back(checker.check(requirement));
    }
  }
  return guards;
}

void check_global_permissions(Workspace& workspace) {
  GuardChecker checker(workspace, every_route);
  for (const WrittenRequirement& requirement : workspace.global.permissions)
    checker.check(requirement);
}

}  // namespace vgen::tool::analysis
