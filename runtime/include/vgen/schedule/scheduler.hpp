/// Runs the tasks of schedules.
#pragma once

#include <vgen/core/timer_queue.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/schedule/schedule_row.hpp>
#include <vgen/schedule/task_result.hpp>
#include <vgen/schedule/tick_lock.hpp>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The environment of a scheduler. All of it must outlive the scheduler.
struct SchedulerHost {
  CallPool* calls = nullptr;
  TimerQueue* timers = nullptr;
  CallHost call{};
  TickLock* lock = nullptr;  ///< If null, this is the only server.
};

/// The schedules of APIs. Each tick is an event, which goes through the same stages as a request.
/// Belongs to the thread of its host. A failure of a task is logged and ends nothing else.
class Scheduler {
 public:
  using Time = std::chrono::sys_seconds;
  using Ended = std::function<void(const TaskResult& result)>;

  /// The APIs must outlive it. Throws `std::invalid_argument` with one sentence if two tasks have
  /// one name or the system lacks a zone.
  Scheduler(std::span<const Api> apis, const SchedulerHost& host);
  /// Nothing runs any more.
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// From now on the tasks run at their times.
  void start();
  /// No further tick begins.
  void stop() noexcept;
  /// Asks the tasks that run to end.
  void stop_running(StopReason reason) noexcept;
  /// The number of runs that have begun and not ended.
  [[nodiscard]] std::size_t running() const noexcept { return runs_.size(); }

  [[nodiscard]] bool has(std::string_view name) const noexcept;
  /// Runs a task now, whatever its schedule and its other runs. `ended` is called once, also at
  /// once. The task must exist.
  void run(std::string_view name, std::chrono::system_clock::time_point scheduled_at, Ended ended);

 private:
  class Run;
  class Lookup;
  struct Task {
    const Api* api = nullptr;
    const ScheduleRow* row = nullptr;
    const Zone* zone = nullptr;
    std::optional<Time> next{};     ///< None if it never comes again.
    std::optional<Time> waiting{};  ///< A tick that waits for the end of the one that runs.
    TimerQueue::Id timer = 0;
    bool is_running = false;  ///< By its schedule.
  };

  void add(const Api& api);
  void look_up(Task& task, Time now);
  void make_up(Task& task, Time last, Time now);
  void arm(Task& task);
  void due(Task& task);
  void tick(Task& task, Time at);
  void begin(Task& task, Time at);
  void log_left_out(const Task& task, Time at) const;
  void start_run(const Task& task, std::chrono::system_clock::time_point at, Ended ended);
  void ended(Run& run);

  SchedulerHost host_;
  std::vector<Task> tasks_;
  std::list<std::unique_ptr<Run>> runs_;
  std::vector<std::unique_ptr<Lookup>> lookups_;
  bool stopped_ = false;
};

/// Throws `std::invalid_argument` with one sentence if a schedule needs a store that knows when it
/// ran last (`vgen::Missed::once`). For servers whose lock does not remember it.
void refuse_missed_ticks(std::span<const Api> apis);

/// Whether an API has an endpoint that runs on a worker.
[[nodiscard]] bool needs_workers(const Api& api);

/// "2026-01-02T03:04:05Z"
[[nodiscard]] std::string instant_text(std::chrono::sys_seconds instant);

}  // namespace vgen
