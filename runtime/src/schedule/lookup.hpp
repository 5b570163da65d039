/// The question when a task ran last.
#pragma once

#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/schedule/scheduler.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// Asks the lock on a worker, because it may wait for its store.
class Scheduler::Lookup final : private WorkerPool::Job {
 public:
  using Answered = std::function<void(std::optional<Time> last)>;

  /// `answered` is called once, also within `start`: with none if the lock could not be asked,
  /// which is logged.
  Lookup(const SchedulerHost& host, std::string_view task, Time now, Answered answered)
      : host_(host), task_(task), now_(now), answered_(std::move(answered)) {}

  void start();

 private:
  void work() noexcept override;
  void ask() noexcept;
  void end();

  const SchedulerHost& host_;
  const std::string_view task_;
  const Time now_;
  Answered answered_;
  std::optional<Time> last_;
  std::string fault_;
};

}  // namespace vgen
