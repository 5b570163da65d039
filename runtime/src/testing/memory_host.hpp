/// The environment of calls and channels without sockets.
#pragma once

#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/memory_channel_store.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/core/timer_queue.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/schedule/scheduler.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/manual_clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace vgen::testing {

class ClientChannel;
class ClientStream;

/// One loop without a poller: handlers run when a test lets them.
class MemoryHost {
 public:
  MemoryHost(Apis apis, const ClientOptions& options)
      : stream_options(options.streams),
        uploads(options.uploads),
        dispatcher(prepared(std::move(apis), options.sessions)),
        executor_(context_->get_executor()),
        limits_(options.websocket),
        own_clock_(options.clock == nullptr),
        clock_(options.clock != nullptr ? options.clock : &clock),
        workers_(options.workers != 0
                     ? std::make_unique<WorkerPool>(options.workers, options.waiting_for_workers)
                     : nullptr),
        problem_writer_(options.problem_writer),
        call_{.clock = clock_,
              .log = options.log,
              .ids = &ids_,
              .executor = &executor_,
              .timers = &sleeps,
              .workers = workers_.get(),
              .problem_writer = problem_writer_ ? &problem_writer_ : nullptr},
        calls(call_),
        channels({.clock = clock_,
                  .calls = &calls,
                  .limits = &limits_,
                  .now = &now_,
                  .log = options.log,
                  .ids = &ids_,
                  .executor = &executor_,
                  .strict = options.strict_channels ? strict_store(options) : nullptr}),
        scheduler(dispatcher.apis(),
                  {.calls = &calls, .timers = &timers, .call = call_, .lock = options.tick_lock}) {
    refresh();
    scheduler.start();
  }
  /// Coroutines that are left are destroyed with the context. They refer to calls, which are
  /// destroyed last.
  ~MemoryHost() {
    if (workers_ != nullptr) workers_->stop();
    channels.fanouts.close();
    scheduler.stop();
    context_.reset();
  }
  MemoryHost(const MemoryHost&) = delete;
  MemoryHost& operator=(const MemoryHost&) = delete;

  /// Runs what is ready: coroutines that may go on, messages of topics.
  void poll() {
    run_due();
    context_->restart();
    context_->poll();
  }
  /// What is due on the clock.
  void run_due() {
    timers.run_due(clock_->steady_now());
    sleeps.run_due(clock_->steady_now());
  }
  /// The time at which something happens next; none if nothing will.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> next_time() {
    const auto timer = timers.next();
    const auto sleep = sleeps.next();
    return timer && sleep ? std::min(*timer, *sleep) : timer ? timer : sleep;
  }
  /// Waits for one thing that is ready, and runs it.
  void run_one() {
    const auto work = boost::asio::make_work_guard(*context_);
    context_->restart();
    if (context_->poll_one() != 0) return;
    pass_sleep();
    context_->run_one();
  }
  /// Runs until the flag is set.
  void run_until(const bool& done) {
    const auto work = boost::asio::make_work_guard(*context_);  // a worker may post the end
    context_->restart();
    while (!done) {
      if (context_->poll_one() == 0) {
        pass_sleep();
        context_->run_one();
      }
    }
  }
  void refresh() { now_ = clock_->steady_now(); }
  [[nodiscard]] std::chrono::system_clock::time_point now() const { return clock_->now(); }
  [[nodiscard]] LogSink* log() const noexcept { return call_.log; }
  [[nodiscard]] bool has_own_clock() const noexcept { return own_clock_; }

  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const noexcept { return now_; }

  StreamOptions stream_options;
  UploadOptions uploads;
  Dispatcher dispatcher;
  ManualClock clock;

 private:
  [[nodiscard]] ChannelStore* strict_store(const ClientOptions& options) noexcept {
    return options.channel_store != nullptr ? options.channel_store : &channel_store_;
  }
  /// Functions sleep on the clock of the host. If nothing else can happen, the time passes.
  void pass_sleep() {
    const auto next = sleeps.next();
    if (!next) return;
    if (own_clock_ && *next > clock.steady_now()) clock.advance(*next - clock.steady_now());
    refresh();
    run_due();
  }

  std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>(1);
  boost::asio::any_io_executor executor_;
  WebsocketLimits limits_;
  MemoryChannelStore channel_store_{};  ///< Of the strict mode, unless the test has its own.
  bool own_clock_;
  const Clock* clock_;
  RequestIds ids_{1};
  std::chrono::steady_clock::time_point now_;
  std::unique_ptr<WorkerPool> workers_;
  ProblemWriter problem_writer_;
  CallHost call_;

 public:
  TimerQueue timers{};  ///< Of schedules.
  TimerQueue sleeps{};  ///< Of calls.
  CallPool calls;
  ChannelHost channels;
  Scheduler scheduler;
  std::vector<ClientChannel*> open{};    ///< For the clock.
  std::vector<ClientStream*> streams{};  ///< The same.
};

}  // namespace vgen::testing
