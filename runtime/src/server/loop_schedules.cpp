// The part of Loop that runs tasks. Times are exact to one tick.
#include "loop.hpp"

#include <vgen/dispatch/worker_pool.hpp>

#include <algorithm>

namespace vgen::server {
namespace {

bool has_schedules(const Api& api) {
  return !api.definition().schedules.empty();
}

}  // namespace

void Loop::add_schedules() {
  if (std::ranges::none_of(settings_.dispatcher->apis(), has_schedules)) return;
  scheduler_ = std::make_unique<Scheduler>(settings_.dispatcher->apis(),
                                           SchedulerHost{.calls = &protocol_host_.calls,
                                                         .timers = &timers_,
                                                         .call = protocol_host_.call,
                                                         .lock = settings_.tick_lock});
  scheduler_->start();
}

std::size_t Loop::running_tasks() const noexcept {
  return scheduler_ != nullptr ? scheduler_->running() : 0;
}

void Loop::run_timers() {
  if (scheduler_ != nullptr) timers_.run_due(settings_.clock->steady_now());
}

void Loop::stop_workers() noexcept {
  if (settings_.workers != nullptr) settings_.workers->stop();
}

}  // namespace vgen::server
