#include <vgen/rpc/rpc_connection.hpp>

#include "rpc_events.hpp"
#include "rpc_subscription.hpp"

#include <vgen/channel/request_copy.hpp>
#include <vgen/channel/token_request.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/rpc/rpc_frame.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
namespace {

/// Frames whose id is not known have the id null.
constexpr std::string_view no_id = "null";

Progress accept_all(HostedCall& call) {
  call.outlet().nothing(call);
  return Progress::finished;
}

}  // namespace

RpcConnection::RpcConnection(ChannelHost& host, const Api& api, const Request& opened_by)
    : host_(host), api_(api), request_(std::make_unique<RequestCopy>(opened_by)) {}

/// Functions that have not ended, end with their calls.
RpcConnection::~RpcConnection() {
  for (const Running& running : running_) running.call->end();
}

Progress RpcConnection::open(HostedCall& call, const PathValues& path, Completion& completion) {
  host_.ids->next(id_);
  auto& opening = call.emplace<Opening>(*this);
  call.set_outlet(opening);
  call.set_connection(id_);
  call.connection_session = &opening.session();
  static constexpr Endpoint endpoint{.name = "rpc", .run = accept_all};
  return invoke(api_, endpoint, HttpSource{.path = &path}, call, completion);
}

const RpcRow* RpcConnection::find(std::string_view method) const noexcept {
  const std::span<const RpcRow> rows = api_.definition().rpc;
  const auto found =
      std::ranges::find(rows, method, [](const RpcRow& row) { return row.endpoint.name; });
  return found == rows.end() ? nullptr : &*found;
}

void RpcConnection::text_message(std::span<char> text) {
  using Outcome = RpcFrame::Outcome;
  if (ended_) return;
  end_session_if_over();
  Faults faults;
  const RpcFrame frame =
      read_rpc_frame({text.data(), text.size()}, faults, api_.definition().limits);
  const bool is_one_too_many = rate_.is_above(*host_.limits, *host_.now);
  switch (frame.outcome) {
    case Outcome::call:
      if (is_one_too_many)
        return refuse(frame.id, ErrorKind::too_many_requests, std::string(too_many_messages));
      return take_call(frame);
    case Outcome::ping: send(R"({"pong":true})"); return;
    case Outcome::pong: return;
    case Outcome::cancel:
      for (const std::string_view id : frame.cancelled) cancel(id);
      return;
    case Outcome::malformed:
    case Outcome::invalid:
    case Outcome::bad_id:
    case Outcome::no_method: return refuse(frame, faults);
  }
}

void RpcConnection::binary_message(std::span<const char> /*bytes*/) {
  if (ended_) return;
  refuse(no_id, ErrorKind::unsupported_media_type, "RPC does not take binary messages.");
}

void RpcConnection::take_call(const RpcFrame& frame) {
  if (!frame.id.empty() && is_live(frame.id))
    return refuse(frame.id, ErrorKind::malformed, "A call with this id still runs.");
  if (frame.method == ".auth") return sign_in(frame);
  const RpcRow* const row = find(frame.method);
  if (row == nullptr)
    return refuse(frame.id, ErrorKind::not_found, "There is no method of this name.");
  const std::string_view params = frame.params.empty() ? "[]" : frame.params;
  const Message message{.row = row, .id = frame.id, .params = params, .last_id = frame.last_id};
  if (row->endpoint.streams) return take_subscription(message);
  if (may_start() && waiting_.empty()) return start(message);
  waiting_bytes_ += params.size();
  waiting_.push_back({.row = row, .id = std::string(frame.id), .params = std::string(params)});
}

/// A subscription runs for any time, so it does not wait for others, nor others for it.
void RpcConnection::take_subscription(const Message& message) {
  if (message.id.empty())
    return refuse({}, ErrorKind::malformed, "A subscription needs an id, for its items.");
  if (host_.strict != nullptr)
    return refuse(message.id, ErrorKind::not_implemented, std::string(strict_has_no_streams));
  if (stopping_) return refuse(message.id, ErrorKind::unavailable, "The server is stopping.");
  if (subscriptions() >= host_.limits->subscriptions)
    return refuse(message.id, ErrorKind::too_many_requests,
                  "The connection has too many subscriptions.");
  start(message);
}

/// The session of the handshake request, with another token. If there is none, the connection
/// keeps the session that it has.
void RpcConnection::sign_in(const RpcFrame& frame) {
  Faults faults;
  std::string token;
  if (!read_token(frame.params, token, faults, api_.definition().limits)) {
    Problem problem = problem_of(ErrorKind::validation);
    problem.errors = faults.list();
    return refuse(frame.id, std::move(problem));
  }
  CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, {});
  call->next_request() =
      call->emplace<TokenRequest>(request_->get(), api_.definition().security, token).get();
  auto& event = call->emplace<SignIn>(*this, frame.id);
  static constexpr Endpoint endpoint{
      .name = ".auth", .session = SessionUse::required, .run = accept_all};
  run(std::move(call), event, endpoint, TextSource{});
}

void RpcConnection::end_session_if_over() {
  if (port_ != nullptr && end_if_over(session_, session_expires_, *host_.clock))
    refuse(no_id, ErrorKind::unauthorized, std::string(session_has_ended));
}

void RpcConnection::refuse(const RpcFrame& frame, const Faults& faults) {
  using Outcome = RpcFrame::Outcome;
  const std::string_view id = frame.id.empty() ? no_id : frame.id;
  if (frame.outcome == Outcome::bad_id)
    return refuse(id, ErrorKind::malformed,
                  "The id must be an integer from 0 to 9007199254740991, or a string.");
  if (frame.outcome == Outcome::no_method)
    return refuse(id, ErrorKind::malformed, "A frame needs a method, a string.");
  Problem problem = problem_of(ErrorKind::malformed);
  problem.errors = faults.list();
  refuse(id, std::move(problem));
}

void RpcConnection::refuse(std::string_view id, ErrorKind kind, std::string detail) {
  refuse(id, problem_of(kind, std::move(detail)));
}

/// Answers a frame without any function.
void RpcConnection::refuse(std::string_view id, Problem problem) {
  const CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, request_->get());
  auto& event = call->emplace<Answer>(*this, id);
  call->set_outlet(event);
  answer_problem(*call, std::move(problem));
  call->end();
}

bool RpcConnection::send(std::string_view text) {
  if (ended_ || port_ == nullptr) return false;
  const bool is_sent = port_->send(text);
  refused_ = refused_ || !is_sent;
  return is_sent;
}

bool RpcConnection::is_full() const noexcept {
  return port_ != nullptr && port_->unsent() > host_.limits->stream_bytes;
}

std::size_t RpcConnection::subscriptions() const noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      running_, [](const Running& running) { return running.call->endpoint->streams; }));
}

bool RpcConnection::may_start() const noexcept {
  return running_.size() - subscriptions() < host_.limits->calls;
}

bool RpcConnection::wants_more() const noexcept {
  return waiting_.size() < host_.limits->waiting_messages &&
         waiting_bytes_ < host_.limits->waiting_bytes;
}

bool RpcConnection::is_live(std::string_view id) const noexcept {
  return std::ranges::any_of(running_,
                             [&](const Running& running) {
                               return !running.event->is_silent() && running.event->id() == id;
                             }) ||
         std::ranges::find(waiting_, id, &Waiting::id) != waiting_.end();
}

RpcConnection::Event& RpcConnection::make_event(HostedCall& call, const Message& message) {
  if (!message.row->endpoint.streams) return call.emplace<Answer>(*this, message.id);
  auto& subscription = call.emplace<Subscription>(*this, call, message.id, message.last_id);
  call.stream = &subscription;
  return subscription;
}

void RpcConnection::start(const Message& message) {
  CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, request_->get());
  Event& event = make_event(*call, message);
  const Endpoint& endpoint = message.row->endpoint;
  // A suspended event reads its input later.
  const std::string_view text = endpoint.suspends ? event.keep(message.params) : message.params;
  run(std::move(call), event, endpoint,
      TextSource{.text = text, .read = message.row->read, .place = Place::params});
}

void RpcConnection::run(CallPool::Borrowed borrowed, Event& event, const Endpoint& endpoint,
                        const InputSource& source) {
  HostedCall& call = *borrowed;
  call.set_outlet(event);
  call.set_connection(id_);
  call.connection_session = &event.session();
  call.endpoint = &endpoint;
  const std::chrono::milliseconds timeout =
      endpoint.timeout != 0 ? std::chrono::milliseconds(endpoint.timeout) : host_.limits->handler;
  if (!endpoint.streams) call.set_deadline(*host_.now + timeout);
  running_.push_back({.call = std::move(borrowed), .event = &event});
  starting_ = &call;
  const Progress progress = invoke(api_, endpoint, source, call, *this);
  if (progress == Progress::finished || std::exchange(starting_, nullptr) == nullptr) forget(call);
  starting_ = nullptr;
}

void RpcConnection::forget(HostedCall& call) noexcept {
  std::erase_if(running_, [&](const Running& running) { return running.call.get() == &call; });
}

void RpcConnection::completed(HostedCall& call) noexcept {
  if (starting_ == &call) {  // `start` goes on with it
    starting_ = nullptr;
    return;
  }
  forget(call);
  try {
    go_on();
  } catch (const std::exception& error) {  // no memory for the next call
    Logger(host_.log).error(error.what());
    if (port_ != nullptr) port_->close(1011, {});
  }
  if (port_ != nullptr) port_->resumed();
}

/// Continues with the calls that waited for others.
void RpcConnection::go_on() {
  while (!waiting_.empty() && may_start()) {
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= next.params.size();
    start({.row = next.row, .id = next.id, .params = next.params});
  }
}

/// Ends a call without an answer. Its function may take time to end, but its id is free at once.
void RpcConnection::cancel(std::string_view id) {
  std::erase_if(waiting_, [&](const Waiting& waiting) {
    if (waiting.id != id) return false;
    waiting_bytes_ -= waiting.params.size();
    return true;
  });
  const auto found = std::ranges::find_if(running_, [&](const Running& running) {
    return !running.event->is_silent() && running.event->id() == id;
  });
  if (found == running_.end()) return;
  found->event->silence();
  found->call->request_stop(StopReason::cancelled);
}

void RpcConnection::stop_messages() noexcept {
  waiting_.clear();
  waiting_bytes_ = 0;
}

void RpcConnection::end(StopReason reason) noexcept {
  if (std::exchange(ended_, true)) return;
  stop_messages();
  stop_running(reason);
}

template <class Meant>
void RpcConnection::stop_those(StopReason reason, Meant is_meant) noexcept {
  // A function that ends at once is removed from the list, and others may then begin.
  std::vector<HostedCall*> calls;
  calls.reserve(running_.size());
  for (const Running& running : running_) {
    if (is_meant(*running.call)) calls.push_back(running.call.get());
  }
  for (HostedCall* const call : calls) {
    const bool still_runs = std::ranges::any_of(
        running_, [&](const Running& running) { return running.call.get() == call; });
    if (still_runs) call->request_stop(reason);
  }
}

void RpcConnection::stop_running(StopReason reason) noexcept {
  stop_those(reason, [](const HostedCall& /*call*/) { return true; });
}

/// Subscriptions do not end by themselves.
void RpcConnection::begin_stop() noexcept {
  stopping_ = true;
  stop_those(StopReason::shutdown, [](const HostedCall& call) { return call.endpoint->streams; });
}

void RpcConnection::writable() {
  if (is_full()) return;
  for (const Running& running : running_) running.event->writable();
}

void RpcConnection::tick() {
  if (session_expires_) end_session_if_over();
  stop_those(StopReason::deadline, [now = *host_.now](const HostedCall& call) {
    return call.deadline().has_value() && *call.deadline() < now;
  });
}

}  // namespace vgen
