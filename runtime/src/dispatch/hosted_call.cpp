#include <vgen/dispatch/hosted_call.hpp>

#include <vgen/dispatch/http_outlet.hpp>

#include <atomic>
#include <exception>
#include <string>

namespace vgen {

HostedCall::HostedCall(const CallHost& host) {
  clock_ = host.clock;
  log_ = host.log;
  ids_ = host.ids;
  executor_ = host.executor;
  timers_ = host.timers;
  workers_ = host.workers;
  problem_writer_ = host.problem_writer;
}

void HostedCall::begin() noexcept {
  reset();
  outlet_ = &http_outlet;
  is_http_ = true;
}

void HostedCall::begin(Outlet& outlet, const Request& request) noexcept {
  reset();
  request_ = request;
  row = nullptr;
  outlet_ = &outlet;
  is_http_ = false;
}

void HostedCall::reset() noexcept {
  response_.clear();
  request_id_.clear();
  stop_.reset();
  deadline_.reset();
  status_ = 0;
  answered_ = false;
  stop_requested_ = false;
  has_trace_ = false;
  stop_reason_ = StopReason::none;
  completion = nullptr;
  connection_session = nullptr;
  session_ends.reset();
  connection_ = {};
  channel = nullptr;
  stream = nullptr;
  watch = nullptr;
  long_event = nullptr;
  if (!faults.empty()) faults.clear();
}

void HostedCall::request_stop(StopReason reason) noexcept {
  if (stop_reason_ != StopReason::none) return;
  std::atomic_ref(stop_reason_).store(reason, std::memory_order_relaxed);
  set_stop_token();
  if (cancellation_.cancel != nullptr) cancellation_.cancel(cancellation_.context);
}

void HostedCall::set_stop_token() noexcept {
  stop_requested_ = true;
  if (stop_) stop_->request_stop();
}

void HostedCall::run_deferred() noexcept {
  while (!deferred_.empty()) {
    const std::function<void(StopReason)> function = std::move(deferred_.back());
    deferred_.pop_back();
    try {
      function(stop_reason_);
    } catch (const std::exception& error) {
      log().error(error.what());
    } catch (...) {
      log().error("an exception that is not a std::exception from a deferred function");
    }
  }
}

void HostedCall::end() noexcept {
  if (!deferred_.empty()) run_deferred();
  while (last_held_ != nullptr) {
    Held& held = *last_held_;
    last_held_ = held.previous;
    held.destroy(held.object());
  }
  arena_.clear();
  services = input = session_object_ = nullptr;
  cancellation_ = {};
}

}  // namespace vgen
