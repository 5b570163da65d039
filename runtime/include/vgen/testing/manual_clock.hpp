/// A clock that moves only when a test moves it.
#pragma once

#include <vgen/core/clock.hpp>

#include <atomic>
#include <chrono>

namespace vgen::testing {

/// Any thread may read and move it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::chrono::system_clock::time_point start =
                           std::chrono::sys_days{std::chrono::year{2026} / 1 / 1})
      : now_(start.time_since_epoch().count()) {}

  [[nodiscard]] std::chrono::system_clock::time_point now() const override {
    return std::chrono::system_clock::time_point(std::chrono::system_clock::duration(now_.load()));
  }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(
        std::chrono::steady_clock::duration(steady_.load()));
  }

  /// Moves both times forward.
  void advance(std::chrono::nanoseconds time) {
    now_ += std::chrono::duration_cast<std::chrono::system_clock::duration>(time).count();
    steady_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(time).count();
  }

 private:
  std::atomic<std::chrono::system_clock::rep> now_;
  std::atomic<std::chrono::steady_clock::rep> steady_ = 0;
};

}  // namespace vgen::testing
