/// One run of a tick, however many servers have the schedule.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace vgen {

/// Servers that share a lock run each tick once: the first one that claims it. Any thread may use
/// it. A server calls it on a worker, so it may wait for a store.
class TickLock {
 public:
  virtual ~TickLock() = default;
  /// Whether this server runs the tick of a task that was planned for `instant`. A later call for
  /// the same tick returns false. Throws if the store cannot be reached: then the tick does not
  /// run.
  [[nodiscard]] virtual bool claim(std::string_view task, std::chrono::sys_seconds instant) = 0;
  /// Whether it knows the last ticks after a restart of all servers, as `vgen::Missed::once` needs.
  [[nodiscard]] virtual bool remembers() const noexcept { return false; }
  /// The last tick of a task that was claimed. A task that was never seen is remembered with `now`,
  /// which is returned. Called on a worker; throws like `claim`.
  [[nodiscard]] virtual std::chrono::sys_seconds last(std::string_view /*task*/,
                                                      std::chrono::sys_seconds now) {
    return now;
  }

 protected:
  TickLock() = default;
  TickLock(const TickLock&) = default;
  TickLock& operator=(const TickLock&) = default;
};

/// A lock for the servers of one process.
class MemoryTickLock final : public TickLock {
 public:
  [[nodiscard]] bool claim(std::string_view task, std::chrono::sys_seconds instant) override;

 private:
  std::mutex mutex_;
  /// Of each task; only so many that servers with slow clocks do not run a tick again.
  std::map<std::string, std::set<std::chrono::sys_seconds>, std::less<>> claimed_;
};

}  // namespace vgen
