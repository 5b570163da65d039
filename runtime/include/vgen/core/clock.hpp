/// The time, as something that is given: no code outside of the server asks the system for it.
#pragma once

#include <chrono>

namespace vgen {

/// Where the time comes from. May be called from several threads at once.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The time of day; may jump.
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
  /// Time that only grows, for deadlines.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() const = 0;

 protected:
  Clock() = default;
  Clock(const Clock&) = default;
  Clock& operator=(const Clock&) = default;
};

}  // namespace vgen
