#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>

namespace vgen::tool::analysis {

/// What permissions and middleware are put around.
struct GuardedEndpoint {
  std::string what;                       ///< For messages: `'todo::get_todo'`.
  bool needs_session = false;
  std::optional<model::TypeIndex> input;  ///< None if there is no input.
};

/// The permissions and middleware of the API and of a policy: those of the API come first. Reports
/// permissions that cannot be asked there.
model::Guards check_guards(Workspace& workspace, const WrittenPolicy& policy,
                           const GuardedEndpoint& endpoint);

/// Reports the faults of the permissions of the API, which hold for every route with a session.
void check_global_permissions(Workspace& workspace);

}  // namespace vgen::tool::analysis
