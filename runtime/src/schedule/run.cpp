#include "run.hpp"

#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/problem.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace vgen {

Scheduler::Run::Run(const SchedulerHost& host, const Api& api, const ScheduleRow& row,
                    std::chrono::system_clock::time_point at, Ended ended,
                    std::function<void(Run&)> over)
    : host_(host),
      api_(api),
      row_(row),
      source_(TextSource{}),
      tick_{.scheduled_at = at},
      ended_(std::move(ended)),
      over_(std::move(over)) {}

Scheduler::Run::~Run() {
  host_.timers->cancel(timer_);
  if (call_ == nullptr) return;
  call_->end();
  call_->set_tick(nullptr);
}

void Scheduler::Run::start() {
  if (host_.lock == nullptr) return invoke_function();
  if (host_.call.workers == nullptr) {
    claim();
    claimed();
  } else if (!host_.call.workers->post(*this)) {
    end({.outcome = TaskResult::Outcome::failed,
         .detail = "too many operations wait for a worker"});
  }
}

/// On a worker, because a lock may wait for its store. Without memory the run could never end.
// NOLINTNEXTLINE(bugprone-exception-escape)
void Scheduler::Run::work() noexcept {
  claim();
  boost::asio::post(*host_.call.executor, [this] { claimed(); });
}

void Scheduler::Run::claim() noexcept {
  try {
    is_claimed_ = host_.lock->claim(row_.endpoint.name,
                                    std::chrono::floor<std::chrono::seconds>(tick_.scheduled_at));
  } catch (const std::exception& error) {
    claim_fault_ = std::string("the tick cannot be claimed: ") + error.what();
  }
}

void Scheduler::Run::claimed() {
  if (!claim_fault_.empty()) {
    end({.outcome = TaskResult::Outcome::failed, .detail = claim_fault_});
  } else if (!is_claimed_) {
    end({.outcome = TaskResult::Outcome::skipped, .detail = "another server runs this tick"});
  } else {
    invoke_function();
  }
}

void Scheduler::Run::invoke_function() {
  call_ = host_.calls->borrow();
  call_->begin(*this);
  call_->set_tick(&tick_);
  set_timeout();
  HostedCall& call = *call_;
  if (invoke(api_, row_.endpoint, source_, call, *this) == Progress::finished) completed(call);
}

void Scheduler::Run::set_timeout() {
  if (row_.endpoint.timeout == 0) return;
  const TimerQueue::Time at =
      host_.call.clock->steady_now() + std::chrono::milliseconds(row_.endpoint.timeout);
  call_->set_deadline(at);
  timer_ = host_.timers->add(at, [this] { time_out(); });
}

void Scheduler::Run::time_out() {
  if (row_.endpoint.blocking && host_.call.workers != nullptr)
    log().warning(name() + ": its time is over, and it is asked to stop");
  request_stop(StopReason::deadline);
}

void Scheduler::Run::request_stop(StopReason reason) noexcept {
  if (call_ != nullptr) call_->request_stop(reason);
}

/// An exception is in the log already.
void Scheduler::Run::problem(HostedCall& call, Problem problem) noexcept {
  result_.outcome = TaskResult::Outcome::failed;
  try {
    result_.detail = problem.detail.empty() ? problem.title : problem.detail;
    const bool is_logged = problem.status == 500 || call.stop_reason() == StopReason::shutdown;
    if (!is_logged) call.log().error(name() + ": failed: " + result_.detail);
  } catch (const std::exception& error) {  // no memory for the detail
    call.log().error(error.what());
  }
}

void Scheduler::Run::completed(HostedCall& /*call*/) noexcept {
  TaskResult result = std::move(result_);
  if (result.outcome == TaskResult::Outcome::done && tick_.skipped)
    result = {.outcome = TaskResult::Outcome::skipped, .detail = *std::move(tick_.skipped)};
  end(std::move(result));
}

void Scheduler::Run::end(TaskResult result) {
  result_ = std::move(result);
  if (result_.outcome == TaskResult::Outcome::skipped)
    log().info(name() + ": skipped: " + result_.detail);
  if (result_.outcome == TaskResult::Outcome::failed && call_ == nullptr)
    log().error(name() + ": failed: " + result_.detail);
  over_(*this);
}

}  // namespace vgen
