#include "lambda_loop.hpp"

#include "event_socket.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <stdexcept>
#include <utility>

namespace vgen::lambda {
namespace asio = boost::asio;

namespace {

/// The time that a task has after it was asked to end.
constexpr std::chrono::milliseconds time_to_end{200};

server::LoopSettings with_facts(server::LoopSettings settings, const server::EventFacts& facts) {
  settings.event = &facts;
  return settings;
}

}  // namespace

LambdaLoop::LambdaLoop(const server::LoopSettings& settings, std::atomic<unsigned>& busy_loops)
    : Loop(with_facts(settings, facts_), busy_loops),
      context_(std::make_unique<asio::io_context>(1)),
      work_(context_->get_executor()),
      timer_(std::make_unique<asio::steady_timer>(*context_)),
      alarm_(std::make_unique<asio::steady_timer>(*context_)) {
  set_executor(context_->get_executor());
}

/// Unfinished coroutines are destroyed with the io_context. They refer to calls, so connections are
/// destroyed last.
LambdaLoop::~LambdaLoop() {
  close_fanouts();  // other threads may publish
  end_timers();
  destroy_removed();
  timer_.reset();
  alarm_.reset();
  work_.reset();
  context_.reset();
}

void LambdaLoop::post(std::function<void()> function) {
  asio::post(*context_, std::move(function));
}

void LambdaLoop::start_tick() {
  timer_->expires_after(tick_time());
  timer_->async_wait([this](const boost::system::error_code& error) {
    if (!error && tick()) start_tick();
  });
}

void LambdaLoop::set_alarm(std::chrono::nanoseconds after) {
  alarm_->expires_after(after);
  alarm_->async_wait([this](const boost::system::error_code& error) {
    if (!error) run_timers();
  });
}

/// Waits for the next thing to do, and does it.
void LambdaLoop::run_one() {
  try {
    context_->run_one();
  } catch (const std::exception& error) {
    Logger(settings().log).error(error.what());
  }
}

/// The process may have been frozen since the last event.
void LambdaLoop::begin_event() {
  refresh_time();
  start_tick();
}

void LambdaLoop::end_event() {
  cancel_tick();
  destroy_removed();
  if (settings().perimeter != nullptr && settings().perimeter->log() != nullptr)
    settings().perimeter->log()->flush();
}

std::optional<std::string> LambdaLoop::answer(std::string request, std::string remote_address,
                                              const server::EventFacts& facts) {
  if (!settings().connections->take())
    throw std::runtime_error("too many events before this one have not ended");
  facts_ = facts;
  begin_event();
  const auto text = std::make_shared<EventText>();
  text->request = std::move(request);
  auto owned = std::make_unique<EventConnection>(*this, text);
  EventConnection& connection = *owned;
  add(std::move(owned), std::move(remote_address));
  connection.ready({.readable = true});
  while (!text->ended) {
    if (std::exchange(text->asks_again, false)) {
      connection.ready({.readable = true});
    } else {
      run_one();
    }
  }
  const bool is_complete = !text->closed;
  if (is_complete) connection.close();
  end_event();
  if (!is_complete) return std::nullopt;
  return std::move(text->answer);
}

std::optional<TaskResult> LambdaLoop::run(std::string_view task,
                                          std::chrono::system_clock::time_point scheduled_at,
                                          Time latest_end) {
  begin_event();
  // The task may end after its event.
  const auto result = std::make_shared<std::optional<TaskResult>>();
  run_task(task, scheduled_at, [result](const TaskResult& ended) { *result = ended; });
  const Clock& clock = *settings().clock;
  for (bool is_asked = false; !*result; run_one()) {
    const Time now = clock.steady_now();
    if (now <= latest_end) continue;
    if (!std::exchange(is_asked, true)) {
      stop_tasks(StopReason::deadline);
    } else if (now - latest_end > time_to_end) {
      break;
    }
  }
  end_event();
  return *result;
}

}  // namespace vgen::lambda
