#include "core.hpp"

#include "address.hpp"
#include "retry.hpp"
#include "socket_transport.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <future>
#include <optional>
#include <random>
#include <stdexcept>
#include <utility>

namespace vgen::client {
namespace detail {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

std::string text_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is not an exception was thrown";
  }
}

TransportProblem thrown(TransportKind kind) {
  const std::exception_ptr cause = std::current_exception();
  return {.kind = kind, .detail = text_of(cause), .answer = {}, .cause = cause};
}

double any_chance() {
  static thread_local std::minstd_rand engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(engine);
}

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
    TransportKind step = TransportKind::input;
    try {
      request_ = core_->make_request(prepared_, options_);
      step = TransportKind::auth;
      const std::string token = core_->options().auth ? core_->options().auth() : std::string();
      if (!token.empty() && !find_field(options_.headers, "Authorization"))
        set_field(request_.headers, "Authorization", "Bearer " + token);
      step = TransportKind::hook;
      if (core_->options().on_request) core_->options().on_request(request_);
    } catch (...) {
      return finish(thrown(step));
    }
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
        request_, is_repeatable(), stop_attempt_.get_token(),
        [self = shared_from_this(), number = number_](Outcome outcome) {
          asio::post(self->core_->loop().context(),
                     [self, number, outcome = std::move(outcome)]() mutable {
                       if (self->done_ && self->number_ == number && !self->is_waiting_)
                         self->ended(std::move(outcome));
                     });
        });
  }

  static Outcome aborted() {
    return TransportProblem{.kind = TransportKind::aborted, .detail = "the program ended the call"};
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
    try {
      if (core_->options().on_response) core_->options().on_response(request_, outcome);
    } catch (...) {
      return finish(thrown(TransportKind::hook));
    }
    const int retries = options_.retries.value_or(core_->options().retries);
    if (!is_repeatable() || number_ > retries) return finish(std::move(outcome));
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

  /// Whether the server may get the request twice (RFC 9110, section 9.2.2).
  [[nodiscard]] bool is_repeatable() const {
    return (request_.method != "POST" && request_.method != "PATCH") ||
           find_field(request_.headers, "Idempotency-Key").has_value();
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

std::string base_of(std::string url) {
  const Address address = split_address(url, "base_url");
  if (address.target.find('?') != std::string::npos)
    throw std::invalid_argument("base_url: it cannot have a query: \"" + url + '"');
  while (url.ends_with('/')) url.pop_back();
  return url;
}

/// A header that the program gives must not become two.
void check_fields(const std::vector<HeaderField>& fields) {
  for (const HeaderField& field : fields) {
    for (const char c : field.name + field.value) {
      if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
        throw std::invalid_argument("the header " + field.name + " has control characters");
    }
    if (field.name.empty() || field.name.find_first_of(" \t:") != std::string::npos)
      throw std::invalid_argument("\"" + field.name + "\" is not the name of a header");
  }
}

}  // namespace

Core::Core(Options options)
    : options_(std::move(options)),
      base_(base_of(options_.base_url)),
      loop_(std::make_shared<Loop>()),
      transport_(options_.transport ? options_.transport : make_socket_transport(loop_, options_)) {
  check_fields(options_.headers);
}

HttpRequest Core::make_request(const Prepared& prepared, const CallOptions& options) const {
  HttpRequest request{.method = std::string(prepared.method),
                      .url = base_ + prepared.target,
                      .headers = options_.headers,
                      .body = prepared.body};
  check_fields(options.headers);
  if (!options.idempotency_key.empty())
    set_field(request.headers, "Idempotency-Key", options.idempotency_key);
  for (const HeaderField& field : prepared.headers)
    set_field(request.headers, field.name, field.value);
  for (const HeaderField& field : options.headers)
    set_field(request.headers, field.name, field.value);
  check_fields(request.headers);
  return request;
}

void Core::start(Prepared request, CallOptions options, std::stop_token stop,
                 std::function<void(Outcome)> done) {
  auto run = std::make_shared<Run>(shared_from_this(), std::move(request), std::move(options),
                                   std::move(done));
  asio::post(loop_->context(), [run = std::move(run), stop = std::move(stop)]() mutable {
    run->begin(std::move(stop));
  });
}

double Core::chance() const {
  return options_.random ? options_.random() : any_chance();
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
