// The part of Loop that stops.
#include "loop.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace vgen::server {

namespace {

/// The time that functions have to end after the request.
constexpr std::chrono::seconds give_up_time{1};

/// Websockets are closed in ten parts, but not in very small ones.
constexpr std::chrono::milliseconds close_interval{100};
constexpr std::size_t close_parts = 10;
constexpr std::size_t smallest_part = 100;

}  // namespace

void Loop::post_stop() {
  post([this] {
    if (settings_.drain.count() != 0) {
      begin_drain();
    } else {
      begin_stop();
    }
    cancel_tick();
    start_tick();
  });
}

/// The time in which load balancers learn that the server is not ready. Connections are still
/// accepted, and each is closed with its next answer.
void Loop::begin_drain() {
  draining_ = true;
  stop_began_ = settings_.clock->steady_now();
  if (scheduler_ != nullptr) scheduler_->stop();
  close_in_parts();
  for (const auto& connection : connections_) connection->begin_stop();
}

void Loop::begin_stop() {
  accept_waiting();  // connections that wait must not be lost
  stopping_ = true;
  stop_began_ = settings_.clock->steady_now();
  close_acceptor();
  if (scheduler_ != nullptr) scheduler_->stop();
  close_in_parts();
  for (const auto& connection : connections_) connection->begin_stop();
}

/// Websockets close a part at a time, so that their clients do not come back all at once.
void Loop::close_in_parts() noexcept {
  close_part_ = std::max(smallest_part, connections_.size() / close_parts);
  protocol_host_.may_close = close_part_;
  last_close_part_ = stop_began_;
}

/// The next part may close.
void Loop::let_close() noexcept {
  if (!(draining_ || stopping_) || now_ - last_close_part_ < close_interval) return;
  protocol_host_.may_close = close_part_;
  last_close_part_ = now_;
}

bool Loop::any_busy() const noexcept {
  for (const auto& connection : connections_) {
    if (connection->busy()) return true;
  }
  return running_tasks() != 0 || expects_more();
}

void Loop::close_all() {
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) connections_[i]->close();
  }
}

void Loop::close_idle() {
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) connections_[i]->close_if_idle();
  }
}

/// Connections stay open until nothing runs in any loop, because a client may still ask whether the
/// server is ready.
bool Loop::check_stop() {
  if (!counted_idle_ && !any_busy()) {
    counted_idle_ = true;
    --busy_loops_;
  }
  if (busy_loops_ == 0) close_idle();
  if (connections_.empty() && running_tasks() == 0 && !expects_more()) {
    if (!counted_idle_) --busy_loops_;
    counted_idle_ = true;
    return false;
  }
  const auto elapsed = now_ - stop_began_;
  if (elapsed > settings_.stop_timeout && !told_to_give_up_) {
    told_to_give_up_ = true;
    for (std::size_t i = connections_.size(); i-- > 0;)
      connections_[i]->stop_running(StopReason::shutdown);
    if (scheduler_ != nullptr) scheduler_->stop_running(StopReason::shutdown);
  }
  if (elapsed <= settings_.stop_timeout + give_up_time) return true;
  if (!counted_idle_) --busy_loops_;
  cut_off();
  abandon();
  return false;
}

/// The log says what the stop has cut off.
void Loop::cut_off() {
  if (const std::size_t tasks = running_tasks(); tasks != 0)
    Logger(settings_.log)
        .warning("the stop has cut off " + std::to_string(tasks) + " running tasks");
  if (connections_.empty()) return;
  std::array<std::size_t, 4> lost{};
  for (const auto& connection : connections_)
    ++lost[static_cast<std::size_t>(connection->cut_off())];
  const auto of = [&](CutOff what) { return std::to_string(lost[static_cast<std::size_t>(what)]); };
  Logger(settings_.log)
      .warning("the stop has cut off " + of(CutOff::function) + " running functions, " +
               of(CutOff::request) + " incomplete requests and " + of(CutOff::answer) +
               " answers that clients have not read");
}

}  // namespace vgen::server
