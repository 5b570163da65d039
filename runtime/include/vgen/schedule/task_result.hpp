/// The result of a run of a task.
#pragma once

#include <string>

namespace vgen {

/// How a run of a task has ended.
struct TaskResult {
  enum class Outcome : unsigned char { done, skipped, failed };

  Outcome outcome = Outcome::done;
  std::string detail{};  ///< Why it was skipped or has failed; empty if it is done.

  bool operator==(const TaskResult&) const = default;
};

}  // namespace vgen
