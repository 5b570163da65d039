#include "core.hpp"

#include "retry.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <future>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

namespace vgen::client {
namespace detail {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// A call under way: attempts, the waits between them, and what ends it early. All of it is on the
/// thread of the loop.
class Run : public std::enable_shared_from_this<Run> {
 public:
  Run(std::shared_ptr<Core> core, Prepared request, CallOptions options,
      std::function<void(Outcome)> done)
      : core_(std::move(core)),
        prepared_(std::move(request)),
        options_(std::move(options)),
        done_(std::move(done)),
        deadline_(core_->loop().context()),
        timer_(core_->loop().context()) {}

  void begin(std::stop_token stop) {
    if (options_.stop.stop_requested() || stop.stop_requested()) return finish(aborted());
    stop_own_.emplace(options_.stop, Abort{weak_from_this(), core_->loop().context()});
    stop_other_.emplace(std::move(stop), Abort{weak_from_this(), core_->loop().context()});
    if (!prepared_.failure.empty())
      return finish(TransportProblem{.kind = TransportKind::input, .detail = prepared_.failure});
    const milliseconds limit = options_.deadline.value_or(core_->options().deadline);
    if (limit > milliseconds::zero())
      after(deadline_, limit, [](Run& run) { run.time_is_up(*run.deadline_limit_); });
    deadline_limit_ = limit;
    attempt();
  }

 private:
  /// Ends the call from any thread.
  struct Abort {
    std::weak_ptr<Run> run;
    asio::io_context& context;

    void operator()() const {
      asio::post(context, [run = run] {
        if (const auto alive = run.lock()) alive->finish(aborted());
      });
    }
  };

  template <class Then>
  void after(asio::steady_timer& timer, milliseconds time, Then then) {
    timer.expires_after(time);
    timer.async_wait([self = shared_from_this(), then](const boost::system::error_code& error) {
      if (!error && self->done_) then(*self);
    });
  }

  void attempt() {
    ++number_;
    std::variant<HttpRequest, TransportProblem> made = core_->make_attempt(prepared_, options_);
    if (auto* const problem = std::get_if<TransportProblem>(&made))
      return finish(std::move(*problem));
    request_ = std::get<HttpRequest>(std::move(made));
    stop_attempt_ = std::stop_source();
    const milliseconds limit = options_.timeout.value_or(core_->options().timeout);
    if (limit > milliseconds::zero()) {
      // A timer that has ended already cannot be cancelled, so its function looks first.
      after(timer_, limit, [limit, number = number_](Run& run) {
        if (run.number_ != number || run.is_waiting_) return;
        run.stop_attempt_.request_stop();
        run.ended(timeout(limit));
      });
    }
    // The transport may call from any thread, and for an attempt that has ended already.
    core_->transport().send(
        request_, is_repeatable(request_), stop_attempt_.get_token(),
        [self = shared_from_this(), number = number_](Outcome outcome) {
          asio::post(self->core_->loop().context(),
                     [self, number, outcome = std::move(outcome)]() mutable {
                       if (self->done_ && self->number_ == number && !self->is_waiting_)
                         self->ended(std::move(outcome));
                     });
        });
  }

  static Outcome timeout(milliseconds limit) {
    return TransportProblem{.kind = TransportKind::timeout,
                            .detail = "not done within " + std::to_string(limit.count()) + " ms"};
  }
  void time_is_up(milliseconds limit) { finish(timeout(limit)); }

  /// An attempt has ended.
  void ended(Outcome outcome) {
    timer_.cancel();
    is_waiting_ = true;
    if (std::optional<TransportProblem> thrown = core_->show(request_, outcome))
      return finish(*std::move(thrown));
    const int retries = options_.retries.value_or(core_->options().retries);
    if (!is_repeatable(request_) || number_ > retries) return finish(std::move(outcome));
    const Options& options = core_->options();
    const std::optional<milliseconds> wait =
        retry_delay(outcome, number_ - 1, core_->chance(), std::chrono::system_clock::now());
    if (!wait) return finish(std::move(outcome));
    if (options.on_wait) {
      options.on_wait(*wait);
      asio::post(core_->loop().context(), [self = shared_from_this()] { self->again(); });
    } else {
      after(timer_, *wait, [](Run& run) { run.again(); });
    }
  }

  void again() {
    if (!done_ || !is_waiting_) return;
    is_waiting_ = false;
    attempt();
  }

  void finish(Outcome outcome) {
    if (!done_) return;
    const auto self = shared_from_this();
    const auto done = std::exchange(done_, nullptr);
    timer_.cancel();
    deadline_.cancel();
    stop_attempt_.request_stop();
    stop_own_.reset();
    stop_other_.reset();
    done(std::move(outcome));
  }

  std::shared_ptr<Core> core_;
  Prepared prepared_;
  CallOptions options_;
  std::function<void(Outcome)> done_;  // null after the end
  asio::steady_timer deadline_;
  asio::steady_timer timer_;  // of the attempt, and of the wait after it
  std::optional<milliseconds> deadline_limit_;
  HttpRequest request_;
  int number_ = 0;  // of the attempt, from 1
  bool is_waiting_ = false;
  std::stop_source stop_attempt_;
  std::optional<std::stop_callback<Abort>> stop_own_;
  std::optional<std::stop_callback<Abort>> stop_other_;
};

}  // namespace

void Core::start(Prepared request, CallOptions options, std::stop_token stop,
                 std::function<void(Outcome)> done) {
  auto run = std::make_shared<Run>(shared_from_this(), std::move(request), std::move(options),
                                   std::move(done));
  asio::post(loop_->context(), [run = std::move(run), stop = std::move(stop)]() mutable {
    run->begin(std::move(stop));
  });
}

Outcome Caller::run(Prepared request, CallOptions options) {
  if (is_here())
    throw std::logic_error("a hook of a client cannot wait for a call of the same client");
  // Shared, because the other thread may still use it when the outcome is there.
  const auto promise = std::make_shared<std::promise<Outcome>>();
  std::future<Outcome> outcome = promise->get_future();
  start(std::move(request), std::move(options), {},
        [promise](Outcome ended) { promise->set_value(std::move(ended)); });
  return outcome.get();
}

}  // namespace detail

Connection::Connection(Options options)
    : core_(std::make_shared<detail::Core>(std::move(options))) {}

std::shared_ptr<detail::Caller> Connection::caller() const {
  return core_;
}

}  // namespace vgen::client
