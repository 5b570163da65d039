#include "run_task.hpp"

#include "standard_log.hpp"
#include "system_clock.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/core/timer_queue.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/schedule/scheduler.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace vgen::server {
namespace {

namespace asio = boost::asio;

/// A loop for one task.
class TaskHost {
 public:
  TaskHost(std::vector<Api> apis, const ServerOptions& options)
      : apis_(std::move(apis)),
        own_log_(options.log == nullptr ? make_standard_log() : nullptr),
        executor_(context_.get_executor()),
        ids_(std::random_device{}()),
        call_{.clock = options.clock != nullptr ? options.clock : &own_clock_,
              .log = options.log != nullptr ? options.log : own_log_.get(),
              .ids = &ids_,
              .executor = &executor_,
              .workers = &workers_},
        scheduler_(
            apis_,
            {.calls = &calls_, .timers = &timers_, .call = call_, .lock = options.tick_lock}) {
    timers_.on_change([this] { set_alarm(); });
  }

  TaskResult run(const std::string& name, std::chrono::system_clock::time_point at) {
    const auto work = asio::make_work_guard(context_);
    asio::signal_set signals(context_, SIGTERM, SIGINT);
    signals.async_wait([&](const boost::system::error_code& error, int) {
      if (error) return;
      signals.clear();
      scheduler_.stop_running(StopReason::shutdown);
    });
    std::optional<TaskResult> result;
    scheduler_.run(name, at, [&](const TaskResult& ended) { result = ended; });
    while (!result) context_.run_one();
    return *result;
  }

 private:
  void set_alarm() {
    const std::optional<TimerQueue::Time> next = timers_.next();
    if (!next) return;
    alarm_.expires_after(*next - call_.clock->steady_now());
    alarm_.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      timers_.run_due(call_.clock->steady_now());
      set_alarm();
    });
  }

  std::vector<Api> apis_;
  SystemClock own_clock_;
  std::unique_ptr<LogSink> own_log_;
  asio::io_context context_;
  asio::any_io_executor executor_;
  RequestIds ids_;
  TimerQueue timers_;
  WorkerPool workers_{1, 1};
  CallHost call_;
  CallPool calls_{call_, 1};
  Scheduler scheduler_;
  asio::steady_timer alarm_{context_};
};

}  // namespace

int run_task(Apis apis, const ServerOptions& options, const std::string& name,
             std::chrono::system_clock::time_point scheduled_at) {
  TaskHost host(std::move(apis).take(), options);
  const TaskResult result = host.run(name, scheduled_at);
  return result.outcome == TaskResult::Outcome::failed ? 1 : 0;
}

}  // namespace vgen::server
