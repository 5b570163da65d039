/// The time, which is passed in: only the server reads the clock of the system.
#pragma once

#include <chrono>

namespace vgen {

/// The source of the time. May be called from several threads at once.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The time of day. It may jump.
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
  /// A time that only grows, for deadlines.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() const = 0;

 protected:
  Clock() = default;
  Clock(const Clock&) = default;
  Clock& operator=(const Clock&) = default;
};

}  // namespace vgen
