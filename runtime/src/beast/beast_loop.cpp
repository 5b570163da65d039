#include "beast_loop.hpp"

#include "beast_loops.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <utility>

namespace vgen::server {
namespace asio = boost::asio;

BeastLoop::BeastLoop(BeastLoops& group, const LoopSettings& settings,
                     std::atomic<unsigned>& busy_loops, const asio::any_io_executor& executor)
    : Loop(settings, busy_loops),
      group_(group),
      timer_(std::in_place, executor),
      alarm_(std::in_place, executor) {
  set_executor(asio::make_strand(executor));
}

BeastLoop::~BeastLoop() {
  end_timers();
  close_fanouts();  // other threads may publish
  destroy_removed();
}

std::shared_ptr<void> BeastLoop::keep() const {
  return group_.shared_from_this();
}

void BeastLoop::post(std::function<void()> function) {
  asio::post(strand(), [keep = keep(), function = std::move(function)] { function(); });
}

void BeastLoop::post_arrival(Arrival arrival) {
  ++arriving_;
  asio::post(strand(), [this, keep = keep(), arrival = std::move(arrival)]() mutable {
    --arriving_;
    arrive(std::move(arrival));
  });
}

void BeastLoop::arrive(Arrival arrival) {
  if (done_) {
    settings().connections->give_back();
    return group_.forget(arrival);
  }
  if (!ticking_) refresh_time();
  auto connection = std::make_unique<BeastConnection>(*this, std::move(arrival.transport));
  BeastConnection& added = *connection;
  add(std::move(connection), std::move(arrival.remote_address));
  added.io().start(*this, added, std::move(arrival.received));
  wake();
}

void BeastLoop::accept() {
  if (group_.is_first(*this)) group_.accept();
}

bool BeastLoop::accept_waiting() {
  return !group_.is_first(*this) || group_.accept_waiting();
}

void BeastLoop::close_acceptor() noexcept {
  if (group_.is_first(*this)) group_.close_acceptor();
}

bool BeastLoop::expects_more() const noexcept {
  return arriving_ != 0 || group_.accepts();
}

/// Not at once, because its functions may still run.
void BeastLoop::removed() {
  post([this] {
    destroy_removed();
    group_.forget_one();
  });
}

void BeastLoop::wake() {
  if (!ticking_ && !done_) start_tick();
}

void BeastLoop::start_tick() {
  ticking_ = true;
  timer_->expires_after(tick_time());
  timer_->async_wait(
      asio::bind_executor(strand(), [this, keep = keep()](const boost::system::error_code& error) {
        if (!error && ticking_) tick_and_go_on();
      }));
}

void BeastLoop::cancel_tick() {
  ticking_ = false;
  timer_->cancel();
}

void BeastLoop::set_alarm(std::chrono::nanoseconds after) {
  alarm_->expires_after(after);
  alarm_->async_wait(
      asio::bind_executor(strand(), [this, keep = keep()](const boost::system::error_code& error) {
        if (!error && alarm_) run_timers();
      }));
}

void BeastLoop::cancel_alarm() {
  if (alarm_) alarm_->cancel();
}

void BeastLoop::tick_and_go_on() {
  if (!tick()) {
    ticking_ = false;
    done_ = true;
    close_fanouts();
    post([this] { group_.loop_ended(!connections().empty() || running_tasks() != 0); });
  } else if (!connections().empty() || is_ending() || arriving_ != 0 || group_.needs_tick(*this)) {
    start_tick();
  } else {
    ticking_ = false;
  }
}

void BeastLoop::drop_sockets() noexcept {
  close_fanouts();
  destroy_removed();
  for (const auto& connection : connections())
    static_cast<BeastConnection&>(*connection).io().drop();
  end_timers();
  timer_.reset();
  alarm_.reset();
}

}  // namespace vgen::server
