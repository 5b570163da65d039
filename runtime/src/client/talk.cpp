#include "talk.hpp"

#include "retry.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace vgen::client::detail {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

/// How many messages may wait for a connection.
constexpr std::size_t longest_outbox = 256;
/// A connection after which the count of failed attempts begins anew.
constexpr std::chrono::seconds steady_time(10);

Outcome problem(TransportKind kind, std::string detail) {
  return TransportProblem{.kind = kind, .detail = std::move(detail)};
}

bool may_be_code_of_program(std::uint16_t code) {
  return code == 1000 || code >= 3000;
}

}  // namespace

/// A message that waits for a connection, or for its answer.
struct Talk::Pending {
  explicit Pending(boost::asio::io_context& context) : timer(context) {}

  std::string data{};
  bool is_binary = false;
  Done done{};  // null if nothing is answered
  Reply reply = Reply::none;
  bool repeats = false;
  bool is_sent = false;
  SteadyClock::time_point started = SteadyClock::now();
  boost::asio::steady_timer timer;
  std::optional<std::stop_callback<std::function<void()>>> stop_own{};
  std::optional<std::stop_callback<std::function<void()>>> stop_other{};
};

/// What a websocket calls, on any thread, also when the talk is already at another attempt.
class Talk::Attempt : public WebsocketUser {
 public:
  Attempt(const std::shared_ptr<Talk>& talk, std::uint64_t number)
      : talk_(talk), number_(number), loop_(talk->shared_loop()) {}

  void opened(std::shared_ptr<Websocket> socket) override {
    post([socket](Talk& talk) { talk.opened(socket); }, false);
  }
  void received(std::string data, bool /*is_binary*/) override {
    post([data = std::move(data)](Talk& talk) { talk.received(data); }, false);
  }
  void closed(WebsocketEnd end) override {
    post([end = std::move(end)](Talk& talk) { talk.ended(end); }, true);
  }

 private:
  template <class Then>
  void post(Then then, bool is_end) {
    boost::asio::post(loop_->context(),
                      [weak = talk_, number = number_, is_end, then = std::move(then)] {
                        const auto talk = weak.lock();
                        if (talk == nullptr) return;
                        if (is_end) --talk->open_attempts_;
                        if (talk->attempt_ == number) then(*talk);
                        if (is_end) talk->check_ended();
                      });
  }

  std::weak_ptr<Talk> talk_;
  std::uint64_t number_;
  std::shared_ptr<Loop> loop_;
};

Talk::Talk(std::shared_ptr<Core> core, Prepared address, SocketOptions options, std::string_view id)
    : core_(std::move(core)),
      address_(std::move(address)),
      options_(std::move(options)),
      id_member_(id),
      timer_(core_->loop().context()),
      ended_future_(ended_.get_future().share()) {}

void Talk::begin() {
  boost::asio::post(loop().context(), [self = shared_from_this()] {
    self->stop_.emplace(self->options_.stop,
                        [weak = self->weak_from_this(), loop = self->core_->shared_loop()] {
                          boost::asio::post(loop->context(), [weak] {
                            if (const auto alive = weak.lock()) alive->close(1000, {});
                          });
                        });
    if (!self->address_.failure.empty())
      return self->finish({.reason = self->address_.failure},
                          problem(TransportKind::input, self->address_.failure));
    if (!self->is_closed()) self->connect();
  });
}

SocketState Talk::state() const {
  const std::lock_guard lock(state_mutex_);
  return state_;
}

void Talk::become(const SocketState& state) {
  status_ = state.status;
  {
    const std::lock_guard lock(state_mutex_);
    state_ = state;
  }
  if (options_.on_state) options_.on_state(state);
}

/// There is one timer: for the attempt, for silence, or for the next attempt.
void Talk::wait(milliseconds time, std::function<void()> then) {
  timer_.cancel();
  const std::uint64_t number = ++timer_number_;
  if (time <= milliseconds::zero()) return;
  timer_.expires_after(time);
  timer_.async_wait([weak = weak_from_this(), number,
                     then = std::move(then)](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (self != nullptr && !error && self->timer_number_ == number) then();
  });
}

void Talk::connect() {
  become({.status = SocketStatus::connecting});
  ++attempt_;
  CallOptions call;
  call.headers = options_.headers;
  std::variant<HttpRequest, TransportProblem> made = core_->make_attempt(address_, call);
  if (auto* const failed = std::get_if<TransportProblem>(&made)) {
    const std::string reason = failed->detail;
    const bool may_pass = failed->kind == TransportKind::auth;
    if (!may_pass) return finish({.reason = reason}, std::move(*failed));
    report(std::move(*failed));
    return lose({.reason = "not connected"});
  }
  stop_attempt_ = std::stop_source();
  ++open_attempts_;
  wait(options_.connect_timeout, [this] { drop("not connected in time"); });
  core_->transport().open(std::get<HttpRequest>(std::move(made)),
                          {.ping = options_.ping,
                           .pong_timeout = options_.pong_timeout,
                           .largest_message = core_->options().largest_answer},
                          stop_attempt_.get_token(),
                          std::make_shared<Attempt>(shared_from_this(), attempt_));
}

void Talk::opened(std::shared_ptr<Websocket> socket) {
  if (is_closed()) return;
  socket_ = std::move(socket);
  live_since_ = SteadyClock::now();
  was_unauthorized_ = false;
  hear();
  become({.status = SocketStatus::live});
  if (!is_live()) return;  // closed by `on_state`
  resume();
  const auto all = pending_;
  for (const auto& [id, pending] : all) {
    if (is_live()) write(*pending);
    if (!pending->done) pending_.erase(id);
  }
}

void Talk::hear() {
  heard_at_ = SteadyClock::now();
  wait(options_.idle_timeout, [this] { drop("no message in time"); });
}

void Talk::received(const std::string& data) {
  if (!is_live()) return;
  hear();
  take(data);
}

void Talk::ended(const WebsocketEnd& end) {
  lose(end);
}

void Talk::drop(const std::string& reason) {
  if (is_closed()) return;
  stop_attempt_.request_stop();
  ++attempt_;  // what the old one still says is not heard
  lose({.reason = reason});
}

/// An answer that another attempt would get too.
bool Talk::is_refused_for_ever(const WebsocketEnd& end) {
  if (!end.answer) return false;
  const int status = end.answer->status;
  if (status == 401 && core_->options().auth && !std::exchange(was_unauthorized_, true))
    return false;  // with another token
  return !retry_delay(*end.answer, 0, 0, std::chrono::system_clock::now());
}

void Talk::lose(WebsocketEnd end) {
  if (is_closed()) return;
  socket_.reset();
  const bool was_steady = live_since_ && SteadyClock::now() - *live_since_ > steady_time;
  if (was_steady) failures_ = 0;
  live_since_.reset();
  const bool is_wanted = may_be_code_of_program(end.code);
  const bool is_refused = is_refused_for_ever(end);
  const bool is_last = options_.retries && failures_ >= *options_.retries;
  const bool is_over = is_wanted || is_refused || is_last;
  std::string text = is_over ? "channel closed: " : "connection lost: ";
  text += std::to_string(end.code) + ' ' + end.reason;
  if (text.ends_with(' ')) text.pop_back();
  Outcome outcome = end.answer && is_over ? Outcome(*end.answer)
                                          : problem(TransportKind::network, std::move(text));
  const SocketEnd reason{.code = end.code, .reason = end.reason};
  if (is_over) return finish(reason, std::move(outcome));
  const double longest =
      std::min(30'000.0, 500.0 * static_cast<double>(1U << std::min(failures_, 10)));
  ++failures_;
  milliseconds delay(
      std::max<std::int64_t>(1, static_cast<std::int64_t>(core_->chance() * longest)));
  if (end.answer) {  // as long as the server says
    if (const auto asked = retry_delay(*end.answer, 0, 1, std::chrono::system_clock::now());
        asked && end.answer->header("Retry-After"))
      delay = std::max(delay, *asked);
  }
  const auto again = [this] { connect(); };
  if (core_->options().on_wait) {
    core_->options().on_wait(delay);
    wait(milliseconds(1), again);
  } else {
    wait(delay, again);
  }
  become({.status = SocketStatus::waiting,
          .reason = reason,
          .next_try = std::chrono::system_clock::now() + delay});
  // What was sent is not sent again, because the server may have done it, unless it may be
  // repeated.
  const auto all = pending_;
  for (const auto& [id, pending] : all) {
    if (pending->repeats) pending->is_sent = false;
    if (pending->is_sent) settle(id, outcome);
  }
  if (!is_closed()) lost(false, outcome);
}

void Talk::close(std::uint16_t code, const std::string& reason) {
  if (is_closed()) return;
  if (socket_ != nullptr) {
    socket_->close(code, reason);
  } else {
    stop_attempt_.request_stop();
  }
  finish({.code = code, .reason = reason},
         problem(TransportKind::aborted, "the program closed the channel"));
}

void Talk::finish(SocketEnd reason, Outcome outcome) {
  if (is_closed()) return;
  const auto self = shared_from_this();
  socket_.reset();
  wait({}, {});
  closed_outcome_ = outcome;
  become({.status = SocketStatus::closed, .reason = std::move(reason)});
  const auto all = pending_;
  for (const auto& [id, pending] : all) settle(id, outcome);
  const bool is_own = std::holds_alternative<TransportProblem>(outcome) &&
                      std::get<TransportProblem>(outcome).kind == TransportKind::aborted;
  lost(true, is_own ? Outcome(value_answer({})) : outcome);
  if (messages != nullptr) messages->finish(is_own ? Outcome(value_answer({})) : outcome);
  check_ended();
}

void Talk::check_ended() {
  if (!is_closed() || open_attempts_ != 0 || std::exchange(has_ended_, true)) return;
  ended_.set_value();
}

void Talk::report(Outcome outcome) {
  if (options_.on_error)
    options_.on_error(result_of(address_.method, address_.route, std::move(outcome)));
}

std::uint64_t Talk::ask(const Prepared& message, const CallOptions& options, std::stop_token stop,
                        Done done) {
  if (options.stop.stop_requested() || stop.stop_requested()) {
    done(problem(TransportKind::aborted, "the program ended the call"));
    return 0;
  }
  if (!message.failure.empty()) {
    done(problem(TransportKind::input, message.failure));
    return 0;
  }
  if (is_closed()) {
    done(closed_outcome_);
    return 0;
  }
  if (!is_live() && pending_.size() >= longest_outbox) {
    done(problem(TransportKind::input, "too many messages wait for the connection"));
    return 0;
  }
  const std::uint64_t id = next_id();
  auto pending = std::make_shared<Pending>(loop().context());
  pending->data = "{\"" + std::string(id_member_) + "\":" + std::to_string(id) +
                  (message.body.starts_with("{}") ? "" : ",") + message.body.substr(1);
  pending->done = std::move(done);
  pending->reply = message.reply;
  pending->repeats = message.repeats;
  pending_.emplace(id, pending);
  const auto abort = [weak = weak_from_this(), loop = core_->shared_loop(), id] {
    boost::asio::post(loop->context(), [weak, id] {
      if (const auto alive = weak.lock())
        alive->give_up(id,
                       {.kind = TransportKind::aborted, .detail = "the program ended the call"});
    });
  };
  pending->stop_own.emplace(options.stop, abort);
  pending->stop_other.emplace(std::move(stop), abort);
  const milliseconds limit = options.timeout.value_or(core_->options().timeout);
  if (limit > milliseconds::zero()) {
    pending->timer.expires_after(limit);
    pending->timer.async_wait([weak = weak_from_this(), id,
                               limit](const boost::system::error_code& error) {
      const auto alive = weak.lock();
      if (alive != nullptr && !error)
        alive->give_up(id, {.kind = TransportKind::timeout,
                            .detail = "not done within " + std::to_string(limit.count()) + " ms"});
    });
  }
  if (is_live()) write(*pending);
  return id;
}

void Talk::give_up(std::uint64_t id, TransportProblem reason) {
  const auto found = pending_.find(id);
  if (found == pending_.end()) return;
  const std::shared_ptr<Pending> pending = found->second;
  const bool is_timeout = reason.kind == TransportKind::timeout;
  settle(id, std::move(reason));
  if (!pending->is_sent || !is_live()) return;
  // A server that is silent is gone.
  if (is_timeout && heard_at_ <= pending->started) {
    drop("no answer in time");
  } else {
    abandoned(id);
  }
}

void Talk::tell(const Prepared& message, bool is_binary) {
  if (!message.failure.empty()) return report(problem(TransportKind::input, message.failure));
  if (is_closed()) return report(closed_outcome_);
  if (is_live()) return socket_->send(message.body, is_binary);
  if (pending_.size() >= longest_outbox)
    return report(problem(TransportKind::input, "too many messages wait for the connection"));
  auto pending = std::make_shared<Pending>(loop().context());
  pending->data = message.body;
  pending->is_binary = is_binary;
  pending_.emplace(next_id(), std::move(pending));
}

void Talk::write(Pending& pending) {
  if (std::exchange(pending.is_sent, true)) return;
  socket_->send(pending.data, pending.is_binary);
}

void Talk::settle(std::uint64_t id, Outcome outcome) {
  const auto found = pending_.find(id);
  if (found == pending_.end()) return;
  const std::shared_ptr<Pending> pending = found->second;
  pending_.erase(found);
  pending->timer.cancel();
  pending->stop_own.reset();
  pending->stop_other.reset();
  if (pending->done) std::exchange(pending->done, nullptr)(std::move(outcome));
}

bool Talk::answer(std::uint64_t id, const std::function<Outcome(Reply)>& make) {
  const auto found = pending_.find(id);
  if (found == pending_.end() || !found->second->done) return false;
  settle(id, make(found->second->reply));
  return true;
}

void Talk::renew(const Outcome& ended) {
  std::string token;
  try {
    if (core_->options().auth) token = core_->options().auth();
  } catch (const std::exception& error) {
    return report(TransportProblem{.kind = TransportKind::auth,
                                   .detail = error.what(),
                                   .answer = {},
                                   .cause = std::current_exception()});
  }
  if (token.empty()) return report(ended);
  Prepared message{.method = "authenticate"};
  message.body = sign_in(token);
  ask(message, {}, {}, [weak = weak_from_this()](Outcome outcome) {
    const auto* answer = std::get_if<HttpAnswer>(&outcome);
    if (answer != nullptr && answer->status < 300) return;
    if (const auto alive = weak.lock()) alive->report(std::move(outcome));
  });
}

// -------------------------------------------------------------------------------------------------

TalkHandle::TalkHandle(std::shared_ptr<Core> core, std::shared_ptr<Talk> talk)
    : core_(std::move(core)), talk_(std::move(talk)) {
  talk_->begin();
}

// Without memory to close the channel, the program ends.
// NOLINTNEXTLINE(bugprone-exception-escape)
TalkHandle::~TalkHandle() {
  close(1000, {});
  if (!is_here()) talk_->ended().wait();
}

void TalkHandle::start(Prepared request, CallOptions options, std::stop_token stop,
                       std::function<void(Outcome)> done) {
  boost::asio::post(core_->loop().context(),
                    [talk = talk_, request = std::move(request), options = std::move(options),
                     stop = std::move(stop), done = std::move(done)]() mutable {
                      talk->ask(request, options, std::move(stop), std::move(done));
                    });
}

void TalkHandle::close(std::uint16_t code, std::string reason) {
  boost::asio::post(core_->loop().context(), [talk = talk_, code, reason = std::move(reason)] {
    talk->close(code, reason);
  });
}

bool TalkHandle::tell(Prepared message, bool is_binary) {
  const bool can_be_sent = talk_->state().status != SocketStatus::closed && message.failure.empty();
  boost::asio::post(core_->loop().context(), [talk = talk_, message = std::move(message),
                                              is_binary] { talk->tell(message, is_binary); });
  return can_be_sent;
}

}  // namespace vgen::client::detail
