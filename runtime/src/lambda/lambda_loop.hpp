/// A loop that serves one event after the other, on the thread that asks for it.
#pragma once

#include "runtime/src/server/event_facts.hpp"
#include "runtime/src/server/loop.hpp"

#include <vgen/schedule/task_result.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::lambda {

/// Each request gets a connection of its own, so that all rules of HTTP are those of the servers.
/// Between two events nothing runs, and the process may be frozen. What an event has left running
/// goes on during the next one.
class LambdaLoop final : public server::Loop {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// What the settings refer to must outlive it.
  LambdaLoop(const server::LoopSettings& settings, std::atomic<unsigned>& busy_loops);
  ~LambdaLoop() override;

  /// The answer to an HTTP request; none if it is larger than any gateway takes, or if there is no
  /// memory for it. Returns soon after `facts.latest_end`, unless a function blocks this thread.
  std::optional<std::string> answer(std::string request, std::string remote_address,
                                    const server::EventFacts& facts);
  /// The result of a task that exists; none if it has not ended in time, although it was asked to.
  std::optional<TaskResult> run(std::string_view task,
                                std::chrono::system_clock::time_point scheduled_at,
                                Time latest_end);
  using Loop::has_task;

 private:
  void accept() override {}
  bool accept_waiting() override { return true; }
  void close_acceptor() noexcept override {}
  void start_tick() override;
  void cancel_tick() override { timer_->cancel(); }
  void set_alarm(std::chrono::nanoseconds after) override;
  void cancel_alarm() override { alarm_->cancel(); }
  void abandon() noexcept override { context_->stop(); }
  void post(std::function<void()> function) override;

  void begin_event();
  void end_event();
  void run_one();

  server::EventFacts facts_;
  std::unique_ptr<boost::asio::io_context> context_;
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_;
  std::unique_ptr<boost::asio::steady_timer> timer_;
  std::unique_ptr<boost::asio::steady_timer> alarm_;
};

}  // namespace vgen::lambda
