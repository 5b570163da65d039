#include "stages.hpp"

#include <vgen/core/task.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/next.hpp>
#include <vgen/dispatch/start_part.hpp>
#include <vgen/dispatch/tick.hpp>

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

/// A middleware that has begun. In the arena of its call.
struct MiddlewareRun {
  explicit MiddlewareRun(LongEvent& of) : event(of), around(of.innermost), next(*this) {}

  LongEvent& event;
  MiddlewareRun* around;  ///< The middleware that has started this one; null for the outermost.
  Next next;
  bool called_next = false;
  bool rest_ended = false;
  /// What waits for the rest. It is only constructed, because in Boost 1.81 its move assignment
  /// does not end.
  std::optional<asio::any_completion_handler<void()>> waiting{};
};

namespace {

void log_late_failure(HostedCall& call, const std::exception_ptr& exception) noexcept {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    call.log().error(name_event(call) + ": after the answer: " + error.what());
  } catch (...) {
    call.log().error(name_event(call) + ": after the answer: an unknown exception");
  }
}

/// What a middleware has changed in the answer of the rest, or has answered instead.
void apply_answer(HostedCall& call, const MiddlewareRun& run) {
  if (call.is_http() && (call.own_status() != 0 || call.answered())) {
    call.outlet().nothing(call);
    call.settle_response();
  } else if (call.tick() != nullptr && call.tick()->skipped) {
    if (!run.called_next) call.outlet().nothing(call);
  } else if (!run.called_next) {
    throw std::logic_error("a middleware has neither called next() nor answered");
  }
}

/// An exception behind `next()` is the new answer where the first one can be taken back.
void middleware_ended(HostedCall& call, const std::exception_ptr& exception) noexcept {
  LongEvent& event = *call.long_event;
  const MiddlewareRun& run = *std::exchange(event.innermost, event.innermost->around);
  const bool answer_is_final = run.rest_ended && !call.is_http();
  if (exception &&
      (answer_is_final || (run.rest_ended && call.stop_reason() != StopReason::none))) {
    log_late_failure(call, exception);
  } else if (exception) {
    answer_end(call, exception);
    call.settle_response();
  } else {
    try {
      apply_answer(call, run);
    } catch (...) {
      answer_exception(call, std::current_exception());
    }
  }
  hand_out(event);
}

}  // namespace

void start_middleware(LongEvent& event) {
  const MiddlewareFunction function = event.endpoint.middleware[event.next_middleware++];
  auto& run = event.call.emplace<MiddlewareRun>(event);
  event.innermost = &run;
  try {
    Task<void> task = function(event.call, run.next);
    start_part(event.call, std::move(task), middleware_ended);
  } catch (...) {
    event.innermost = run.around;
    throw;
  }
}

// The coroutine that goes on here keeps what it throws.
// NOLINTNEXTLINE(bugprone-exception-escape)
void resume_middleware(MiddlewareRun& run) noexcept {
  run.rest_ended = true;
  run.event.call.settle_response();
  if (!run.waiting) return;
  auto waiting = *std::move(run.waiting);
  run.waiting.reset();
  std::move(waiting)();
}

Task<void> Next::operator()() {
  if (std::exchange(run_.called_next, true))
    throw std::logic_error("a middleware has called next() twice");
  if (run_rest(run_.event) == Progress::finished) {
    run_.rest_ended = true;
    run_.event.call.settle_response();
    co_return;
  }
  if (run_.rest_ended) co_return;
  auto token = asio::use_awaitable;
  auto wait = asio::async_initiate<const asio::use_awaitable_t<>, void()>(
      [this](auto handler) { run_.waiting.emplace(std::move(handler)); }, token);
  co_await std::move(wait);
}

}  // namespace vgen
