#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <map>
#include <optional>

namespace vgen::tool::analysis {

/// Checks the parts that doors of every kind have: the function, the name, the policy.
class DoorChecker {
 public:
  explicit DoorChecker(Workspace& workspace) : workspace_(workspace) {}

  /// The function of a door. If it is not a function of the API, or a scheduled task, reports this
  /// and returns nothing. `door.func` is given.
  std::optional<model::FunctionIndex> find_function(const WrittenDoorBase& door);
  /// The same for any place that names a function, also for a scheduled task.
  std::optional<model::FunctionIndex> find_function(const Written<frontend::FunctionValue>& func);
  /// The parts that all doors have. Reports their faults.
  model::DoorBase check(const WrittenDoorBase& door, model::FunctionIndex function);
  /// Whether the function of a door runs on a worker. Reports a function that cannot.
  bool blocks(const WrittenDoorBase& door, const model::Function& function);
  /// Whether calls through a door need a session. Reports a policy that contradicts the function.
  bool needs_session(const WrittenPolicy& policy, const model::Function& function);

 private:
  std::string choose_name(const WrittenDoorBase& door, model::FunctionIndex function);
  void check_name_is_free(const WrittenDoorBase& door, const model::DoorBase& checked);
  model::DoorPolicy check_policy(const WrittenPolicy& policy, const model::Function& function);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  std::map<model::FunctionIndex, SourceRange> first_doors_;  ///< Doors with the function's name.
  std::map<std::string, SourceRange> names_;
};

}  // namespace vgen::tool::analysis
