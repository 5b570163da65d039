/// The event of a schedule.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace vgen {

/// What a call knows of the tick that it is for. Used by the function and by the middleware.
struct Tick {
  std::chrono::system_clock::time_point scheduled_at;
  std::optional<std::string> skipped{};  ///< The reason why the task has left it out.
};

}  // namespace vgen
