// The part of Loop that runs what happens later.
#include "loop.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace vgen::server {

void Loop::add_schedules(TickLock* lock) {
  scheduler_ = std::make_unique<Scheduler>(settings_.dispatcher->apis(),
                                           SchedulerHost{.calls = &protocol_host_.calls,
                                                         .timers = &timers_,
                                                         .call = protocol_host_.call,
                                                         .lock = lock});
}

void Loop::start_schedules() {
  scheduler_->start();
}

bool Loop::has_task(std::string_view name) const noexcept {
  return scheduler_->has(name);
}

void Loop::run_task(std::string_view name, std::chrono::system_clock::time_point scheduled_at,
                    Scheduler::Ended ended) {
  scheduler_->run(name, scheduled_at, std::move(ended));
}

void Loop::stop_tasks(StopReason reason) noexcept {
  scheduler_->stop_running(reason);
}

std::size_t Loop::running_tasks() const noexcept {
  return scheduler_ != nullptr ? scheduler_->running() : 0;
}

/// The clock may be another one than that of the system, so every tick looks too.
void Loop::wait_for_timers() {
  if (const std::optional<TimerQueue::Time> next = timers_.next())
    set_alarm(*next - settings_.clock->steady_now());
}

void Loop::run_timers() {
  const std::optional<TimerQueue::Time> next = timers_.next();
  const std::chrono::steady_clock::time_point now = settings_.clock->steady_now();
  if (!next || *next > now) return;
  timers_.run_due(now);
  wait_for_timers();
}

}  // namespace vgen::server
