/// What happens later, on an injected clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vgen {

/// Functions to call at given times of `Clock::steady_now`. It does no I/O and starts no thread:
/// its owner asks for `next`, waits, and calls `run_due`. Belongs to one thread.
class TimerQueue {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// Selects a timer; never 0, and never used again.
  using Id = std::uint64_t;

  TimerQueue() = default;
  TimerQueue(const TimerQueue&) = delete;
  TimerQueue& operator=(const TimerQueue&) = delete;

  /// Calls `due` once, at this time or soon after it. `due` must not throw. Timers of one time are
  /// called in the order in which they were added.
  Id add(Time at, std::function<void()> due);
  /// Forgets a timer. Has no effect if it was called already.
  void cancel(Id id) noexcept;
  /// The time of the next timer; none if there is none.
  [[nodiscard]] std::optional<Time> next();
  /// Calls what is due, also what is added meanwhile and due already.
  void run_due(Time now);
  /// `changed` is called when there may be an earlier `next` than before.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

 private:
  struct Entry {
    Time at;
    Id id = 0;
  };

  /// Whether `a` comes after `b`, for the heap.
  [[nodiscard]] static bool is_later(const Entry& a, const Entry& b) noexcept {
    return a.at != b.at ? a.at > b.at : a.id > b.id;
  }
  void pop();

  std::vector<Entry> heap_;  ///< Also has cancelled timers.
  std::unordered_map<Id, std::function<void()>> functions_;
  std::function<void()> changed_;
  Id last_ = 0;
};

}  // namespace vgen
