/// One run of a task.
#pragma once

#include <vgen/dispatch/input_source.hpp>
#include <vgen/dispatch/outlet.hpp>
#include <vgen/dispatch/tick.hpp>
#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/schedule/scheduler.hpp>

#include <optional>
#include <string>

namespace vgen {

/// The event of a tick, from the claim of the tick to its result. It is the outlet of its call.
class Scheduler::Run final : private Outlet, private Completion, private WorkerPool::Job {
 public:
  /// `over` is called when the run has ended, and may destroy it.
  Run(const SchedulerHost& host, const Api& api, const ScheduleRow& row,
      std::chrono::system_clock::time_point at, Ended ended, std::function<void(Run&)> over);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Afterwards it may be gone.
  void start();
  void request_stop(StopReason reason) noexcept;
  /// Gives the result to who waits for it.
  void report() { ended_(result_); }

 private:
  // Outlet
  [[nodiscard]] json::Destination begin_value(HostedCall& /*call*/) override { return {}; }
  void end_value(HostedCall& /*call*/) override {}
  void nothing(HostedCall& /*call*/) override {}
  void problem(HostedCall& call, Problem problem) noexcept override;
  // Completion
  void completed(HostedCall& call) noexcept override;
  // WorkerPool::Job
  void work() noexcept override;

  void claim() noexcept;
  void claimed();
  void invoke_function();
  void set_timeout();
  void time_out();
  void end(TaskResult result);
  [[nodiscard]] std::string name() const { return "task " + std::string(row_.endpoint.name); }
  [[nodiscard]] Logger log() const { return Logger(host_.call.log); }

  const SchedulerHost& host_;
  const Api& api_;
  const ScheduleRow& row_;
  const InputSource source_;
  Tick tick_;
  Ended ended_;
  std::function<void(Run&)> over_;
  CallPool::Borrowed call_;
  TimerQueue::Id timer_ = 0;
  TaskResult result_;
  bool is_claimed_ = false;
  std::string claim_fault_;  ///< Why the lock could not be asked.
};

}  // namespace vgen
