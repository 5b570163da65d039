#include <vgen/dispatch/start_blocking.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/json/writer.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// An event whose function runs on a worker. In the arena of its call. Meanwhile it is the outlet
/// of the call: it keeps the outcome until it is on the thread of the call again.
class BlockingRun final : public WorkerPool::Job, public Outlet {
 public:
  BlockingRun(HostedCall& call, WorkerPool& pool, Progress (*run)(HostedCall& call))
      : call_(call), pool_(pool), run_(run), outlet_(call.outlet()) {}

  [[nodiscard]] Progress start() {
    // The worker must not make these: they are made of objects of the loop.
    static_cast<void>(call_.request_id());
    static_cast<void>(call_.stop_token());
    call_.set_outlet(*this);
    around_ = call_.on_stop({.cancel = cancel, .context = this});
    if (pool_.post(*this)) return Progress::suspended;
    give_back();
    if (call_.is_http()) call_.set_header("Retry-After", "1");
    answer_error(call_, ErrorKind::unavailable, "Too many operations wait for a worker.");
    return Progress::finished;
  }

  // On the worker

  void work() noexcept override {
    try {
      static_cast<void>(run_(call_));
    } catch (...) {
      exception_ = std::current_exception();
    }
    post_end();
  }
  [[nodiscard]] json::Destination begin_value(HostedCall& /*call*/) override {
    text_.clear();
    return text_;
  }
  void end_value(HostedCall& /*call*/) override { outcome_ = What::value; }
  void nothing(HostedCall& /*call*/) override { outcome_ = What::nothing; }
  void problem(HostedCall& /*call*/, Problem problem) noexcept override {
    problem_ = std::move(problem);
    outcome_ = What::problem;
  }

 private:
  enum class What : unsigned char { none, value, nothing, problem };

  /// A request to end, on the thread of the call. A function that runs sees only the stop token.
  static void cancel(void* context) noexcept {
    auto& run = *static_cast<BlockingRun*>(context);
    if (!run.pool_.remove(run)) return;
    run.exception_ = std::make_exception_ptr(std::runtime_error("no worker was free in time"));
    run.post_end();
  }

  /// Afterwards the object may be gone. Without memory the event could never end.
  // NOLINTNEXTLINE(bugprone-exception-escape)
  void post_end() noexcept {
    asio::post(call_.executor(), [this] { end(); });
  }

  void give_back() noexcept {
    call_.set_outlet(outlet_);
    call_.on_stop(around_);
  }

  void end() noexcept {
    give_back();
    if (!exception_) {
      try {
        hand_on();
      } catch (...) {
        exception_ = std::current_exception();
      }
    }
    const std::exception_ptr exception = exception_;
    finish_later(call_, exception);
  }

  void hand_on() {
    switch (outcome_) {
      case What::value: return hand_on_value();
      case What::nothing: return outlet_.nothing(call_);
      case What::problem: return outlet_.problem(call_, std::move(problem_));
      case What::none: throw std::logic_error("a function on a worker has no outcome");
    }
  }

  void hand_on_value() {
    const json::Destination destination = outlet_.begin_value(call_);
    if (!destination) return;
    json::Writer out(destination);
    out.raw(text_);
    out.finish();
    outlet_.end_value(call_);
  }

  HostedCall& call_;
  WorkerPool& pool_;
  Progress (*run_)(HostedCall& call);
  Outlet& outlet_;
  HostedCall::Cancellation around_;
  std::string text_;
  Problem problem_;
  std::exception_ptr exception_;
  What outcome_ = What::none;
};

}  // namespace

Progress start_blocking(HostedCall& call, Progress (*run)(HostedCall& call)) {
  WorkerPool* const pool = call.workers();
  if (pool == nullptr) return run(call);
  return call.emplace<BlockingRun>(call, *pool, run).start();
}

}  // namespace vgen
