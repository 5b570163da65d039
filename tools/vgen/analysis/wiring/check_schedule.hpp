#pragma once

#include "tools/vgen/analysis/wiring/check_doors.hpp"
#include "tools/vgen/analysis/wiring/written_schedule.hpp"

#include <map>
#include <optional>
#include <string>

namespace vgen::tool::analysis {

/// Checks the schedules and adds them to the model.
class ScheduleChecker {
 public:
  ScheduleChecker(Workspace& workspace, DoorChecker& doors)
      : workspace_(workspace), doors_(doors) {}

  void check(const WrittenSchedule& schedule);

 private:
  [[nodiscard]] bool has_needed_settings(const WrittenSchedule& schedule);
  void check_name(const Written<std::string>& name);
  std::optional<model::Cron> check_cron(const Written<frontend::StringValue>& cron);
  void check_zone(const Written<std::string>& zone);
  std::optional<model::FunctionIndex> find_task(const Written<frontend::FunctionValue>& func);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  DoorChecker& doors_;
  std::map<std::string, SourceRange> names_;
};

}  // namespace vgen::tool::analysis
