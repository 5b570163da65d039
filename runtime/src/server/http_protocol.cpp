#include "http_protocol.hpp"

#include "stream_answer.hpp"

#include <vgen/dispatch/answer.hpp>

#include <algorithm>
#include <utility>

namespace vgen::server {

HttpProtocol::HttpProtocol(ProtocolHost& host, Driver& driver, std::string remote_address)
    : host_(host),
      driver_(driver),
      remote_address_(std::move(remote_address)),
      output_(host.output),
      since_(*host.now) {}

/// If a coroutine has not ended, its event ends with its exchange.
HttpProtocol::~HttpProtocol() {
  if (exchange_ == nullptr) return;
  if (phase_ == Phase::running) exchange_->call.end();
  end_exchange();
}

void HttpProtocol::end_exchange() noexcept {
  host_.exchanges.give_back(std::exchange(exchange_, nullptr));
}

/// Removes the data of a refused request, about which nothing is known.
void HttpProtocol::forget_request() {
  exchange().call.next_request() = {};
  exchange_->target = {};
}

void HttpProtocol::received(std::string_view bytes) {
  if (phase_ == Phase::body && body_missing() != 0) add_to_body(bytes);
  if (kept_.empty() && host_.receive.holds(bytes)) {
    text_ = bytes;
    place_ = Place::loop;
  } else {
    kept_.append(bytes);
    text_ = kept_.text();
    place_ = Place::kept;
  }
  go_on();
}

void HttpProtocol::received_end() {
  end_of_input_ = true;
  go_on();
}

void HttpProtocol::peer_closed() noexcept {
  peer_closed_ = true;
  if (stream_ != nullptr) return stop_running(StopReason::disconnected);
  if (phase_ == Phase::running) exchange_->call.set_stop_token();
}

Protocol::Pieces HttpProtocol::pending() {
  if (!output_.has_body()) return output_.pending();
  try {
    return output_.pending();
  } catch (const std::exception& error) {  // a file cannot be read any more
    lose_output(error);
    enter(Phase::closing);
    return {};
  }
}

/// The client sees that the answer ends early.
void HttpProtocol::lose_output(const std::exception& error) {
  Logger(host_.call.log).error(error.what());
  output_.drop_body();
}

bool HttpProtocol::sent(std::size_t bytes) {
  output_.sent(bytes);
  if (waits_for_room_) [[unlikely]]
    go_on_with_room();
  return !output_.empty();
}

/// Not a part of `sent`, which every answer calls.
void HttpProtocol::go_on_with_room() {
  if (stream_ != nullptr) {
    stream_->stream.writable();
  } else if (output_.empty()) {
    go_on();
  }
}

void HttpProtocol::enter(Phase phase) noexcept {
  phase_ = phase;
  since_ = *host_.now;
}

void HttpProtocol::go_on() {
  advance();
  settle();
}

/// Continues as far as the present input allows.
void HttpProtocol::advance() {
  bool more = true;
  while (more && !output_.full()) {
    if (phase_ == Phase::idle && text_.empty()) break;
    switch (phase_) {
      case Phase::idle:
      case Phase::head: more = take_head(); break;
      case Phase::body: more = take_body(); break;
      case Phase::drain: more = take_drain(); break;
      case Phase::running:
      case Phase::closing: return;
    }
  }
  waits_for_room_ = output_.full();
  if (!end_of_input_ || waits_for_room_) return;
  if (phase_ == Phase::head || phase_ == Phase::body) {
    keep_alive_ = false;
    if (phase_ == Phase::head) forget_request();
    reject(ErrorKind::malformed, 400, "The request ended too early.");
  } else {
    enter(Phase::closing);
  }
}

/// Keeps the rest of the input, and returns lent objects if there is no present request. While a
/// coroutine runs, nothing may move, because it may have views of its request.
void HttpProtocol::settle() {
  if (text_.empty() && phase_ == Phase::idle && kept_.empty() && place_ != Place::lent) {
    place_ = Place::kept;
    if (exchange_ != nullptr) end_exchange();
    return kept_.shrink(0);
  }
  if (phase_ == Phase::running) return;
  if (phase_ == Phase::closing) text_ = {};
  if (place_ != Place::kept) {
    kept_.append(text_);
    if (place_ == Place::lent) host_.receive.take_back(std::move(exchange_->memory));
    place_ = Place::kept;
  } else {
    kept_.take(kept_.size() - text_.size());
    if (kept_.empty()) kept_.shrink(0);
  }
  text_ = kept_.text();
  if (exchange_ != nullptr && phase_ != Phase::body && phase_ != Phase::drain) end_exchange();
}

/// Skips empty lines before a request (RFC 9112, section 2.2). Returns false if there is nothing
/// else.
bool HttpProtocol::skip_empty_lines() {
  while (text_.starts_with("\r\n")) take(2);
  return !text_.empty() && text_ != "\r";
}

/// An incomplete head is read again from its start, but only when another line of it has arrived.
bool HttpProtocol::may_be_complete() noexcept {
  const bool wait = scanned_ != 0 && text_.size() < host_.limits->header_bytes &&
                    text_.find('\n', scanned_) == std::string_view::npos;
  if (wait) scanned_ = static_cast<std::uint32_t>(text_.size());
  return !wait;
}

bool HttpProtocol::take_head() {
  if (phase_ == Phase::idle) {
    if (text_.front() == '\r' && !skip_empty_lines()) return false;
    enter(Phase::head);
    fresh_ = false;
    scanned_ = 0;
  }
  if (!may_be_complete()) return false;
  const std::size_t limit = host_.limits->header_bytes;
  Exchange& exchange = this->exchange();
  const HeadOutcome outcome =
      read_head(text_.substr(0, limit), host_.limits->headers, exchange.head, exchange.headers);
  if (outcome == HeadOutcome::complete) return head_complete();
  if (outcome == HeadOutcome::incomplete && text_.size() < limit) {
    scanned_ = static_cast<std::uint32_t>(text_.size());
    return false;
  }
  return refuse_head(outcome);
}

bool HttpProtocol::refuse_head(HeadOutcome outcome) {
  switch (outcome) {
    case HeadOutcome::incomplete:
    case HeadOutcome::too_many_headers:
      return refuse_head(ErrorKind::header_too_large,
                         "The request line and headers are too large.");
    case HeadOutcome::other_version:
      return refuse_head(ErrorKind::version_not_supported, "This server speaks HTTP/1.1.");
    case HeadOutcome::unknown_coding:
      return refuse_head(ErrorKind::not_implemented,
                         "The only transfer coding that this server knows is chunked.");
    case HeadOutcome::bad:
    case HeadOutcome::complete: break;
  }
  return refuse_head(ErrorKind::malformed, "This is not a valid HTTP/1.1 request.");
}

/// Refuses a request whose body, if it has one, cannot be found.
bool HttpProtocol::refuse_head(ErrorKind kind, std::string_view detail) {
  forget_request();
  keep_alive_ = false;
  reject(kind, kind_of(kind).status, detail);
  return false;
}

/// The target of CONNECT has a form of its own (RFC 9112, section 3.2.3).
bool HttpProtocol::refuse_target() {
  const RequestHead& head = exchange_->head;
  if (head.method != "CONNECT" || head.target.find(':') == std::string_view::npos ||
      !is_host(head.target))
    return refuse_head(HeadOutcome::bad);
  return refuse_head(ErrorKind::not_implemented, "This server is not a proxy.");
}

/// The host of a whole URL goes before the field (RFC 9112, section 3.2.2). Probes of load
/// balancers use addresses.
bool HttpProtocol::is_host_allowed() const noexcept {
  const Target::Kind kind = exchange_->target.kind;
  if (kind == Target::Kind::healthy || kind == Target::Kind::ready) return true;
  const Request& request = exchange_->call.request();
  const std::string_view authority = authority_of(request.target);
  return host_.hosts->allows(authority.empty() ? request.header("Host").value_or("") : authority);
}

/// Fills the request from its head and finds the part that will answer it.
bool HttpProtocol::route_head() {
  const RequestHead& head = exchange_->head;
  Request& request = this->request();
  request.method = head.method;
  request.headers = exchange_->headers;
  request.body = {};
  request.remote_address = remote_address_;
  if (!set_target(request, head.target, head.path_size)) return false;
  host_.dispatcher->find(request, exchange_->target);
  return true;
}

bool HttpProtocol::head_complete() {
  const RequestHead& head = exchange_->head;
  if (!route_head()) return refuse_target();
  if (host_.hosts != nullptr && !is_host_allowed())
    return refuse_head(ErrorKind::misdirected, "This server does not answer for this host.");
  keep_alive_ = head.keep_alive;
  drain_ = false;
  const Target& target = exchange_->target;
  if (head.chunked || head.content_length.value_or(0) != 0) {
    if (target.kind == Target::Kind::operation) {
      if (target.match.row->body != BodyKind::json && refuse_form()) return true;
      if (target.match.row->body == BodyKind::multipart) return begin_form();
      const unsigned long long of_route = target.match.row->body_limit;
      return begin_body(of_route != 0 ? static_cast<std::size_t>(of_route)
                                      : host_.limits->body_bytes);
    }
    take(head.size);
    exchange_->chunks = ChunkReader(0, host_.limits->header_bytes);
    want_drain();
  } else {
    take(head.size);
  }
  run();
  return true;
}

void HttpProtocol::run() {
  HostedCall& call = exchange_->call;
  const Target& target = exchange_->target;
  call.begin();
  if (host_.has_extras && !begin_extras()) return;
  if (target.is_websocket()) return open_channel();
  unsigned of_route = 0;
  if (target.kind == Target::Kind::operation) {
    const Endpoint& endpoint = target.match.row->endpoint;
    if (endpoint.streams) [[unlikely]] {
      if (host_.channels.strict == nullptr) return open_stream();
      answer_error(call, ErrorKind::not_implemented, std::string(strict_has_no_streams));
      return respond();
    }
    of_route = endpoint.timeout;
  }
  call.set_deadline(*host_.now +
                    (of_route != 0 ? std::chrono::milliseconds(of_route) : host_.limits->handler));
  if (host_.event != nullptr) [[unlikely]]
    call.set_deadline(std::min(*call.deadline(), host_.event->latest_end));
  in_handle_ = true;
  completed_inline_ = false;
  const Progress progress = host_.dispatcher->handle(target, call, *this);
  in_handle_ = false;
  if (progress == Progress::finished || completed_inline_) {
    respond();
  } else {
    suspend();
  }
}

void HttpProtocol::suspend() {
  enter(Phase::running);
  if (place_ == Place::loop) {
    exchange_->memory = host_.receive.give_away();
    place_ = Place::lent;
  }
  if (!peer_closed_) return;
  if (stream_ != nullptr) return stop_running(StopReason::disconnected);
  exchange_->call.set_stop_token();
}

void HttpProtocol::completed(HostedCall& /*call*/) noexcept {
  completed_inline_ = true;
  if (in_handle_) return;
  if (given_up_) {
    enter(Phase::closing);
  } else if (stream_ != nullptr) {
    end_stream();
  } else {
    respond();
  }
  go_on();
  driver_.resumed();
}

void HttpProtocol::stop_running(StopReason reason) noexcept {
  if (phase_ == Phase::running) exchange_->call.request_stop(reason);
}

/// A coroutine may ignore the request to end. Its client gets the answer at the next check.
void HttpProtocol::check_deadline() {
  if (given_up_ || *host_.now <= *exchange_->call.deadline()) return;
  if (exchange_->call.stop_reason() != StopReason::deadline)
    return stop_running(StopReason::deadline);
  exchange_->call.log().warning(name_event(exchange_->call) +
                                ": answered with 503, but the coroutine has not ended");
  give_up(ErrorKind::timeout, "The operation took too long.");
}

/// Answers instead of the coroutine, which keeps its call until it ends. The connection is closed,
/// but this object stays.
void HttpProtocol::give_up(ErrorKind kind, std::string_view detail) {
  Exchange* const running = std::exchange(exchange_, host_.exchanges.take());
  exchange_->head = running->head;
  exchange_->answers_for = running->around.get();
  request() = running->call.request();
  keep_alive_ = false;
  reject(kind, kind_of(kind).status, detail, running->call.request_id());
  end_exchange();
  exchange_ = running;
  phase_ = Phase::running;
  given_up_ = true;
}

CutOff HttpProtocol::cut_off() noexcept {
  if (phase_ == Phase::head || phase_ == Phase::body) return CutOff::request;
  if (phase_ != Phase::running) return output_.empty() ? CutOff::nothing : CutOff::answer;
  try {
    exchange_->call.log().warning(name_event(exchange_->call) +
                                  ": cut off, because the server stops");
    if (stream_ != nullptr && stream_->stream.is_open()) {
      given_up_ = true;
    } else if (!given_up_) {
      give_up(ErrorKind::unavailable, "The server is stopping.");
    }
  } catch (const std::exception&) {
    return CutOff::function;  // no memory for the answer, which is lost too
  }
  return CutOff::function;
}

void HttpProtocol::tick() {
  if (phase_ == Phase::running)
    return stream_ != nullptr ? stream_->tick(*host_.now) : check_deadline();
  if (!output_.empty()) return;  // the driver checks the progress of output
  switch (phase_) {
    case Phase::idle:
      if (in_phase() > (fresh_ ? host_.limits->header : host_.limits->idle)) enter(Phase::closing);
      break;
    case Phase::head:
      if (in_phase() > host_.limits->header) time_out("The headers did not arrive in time.");
      break;
    case Phase::body:
      if (in_phase() > host_.limits->body) time_out("The body did not arrive in time.");
      break;
    case Phase::drain:
      if (in_phase() > host_.limits->body) enter(Phase::closing);
      break;
    case Phase::running:
    case Phase::closing: break;
  }
  if (phase_ == Phase::closing) settle();
}

void HttpProtocol::time_out(std::string_view detail) {
  keep_alive_ = false;
  if (phase_ == Phase::head) forget_request();
  reject(ErrorKind::timeout, 408, detail);
}

/// Answers without the API.
void HttpProtocol::reject(ErrorKind kind, int status, std::string_view detail,
                          std::string_view request_id) {
  HostedCall& call = exchange().call;
  call.begin();
  if (request_id.empty() && host_.event != nullptr) request_id = host_.event->request_id;
  call.set_request_id(request_id);
  Problem problem = problem_of(kind, std::string(detail));
  problem.status = status;
  answer_problem(call, std::move(problem));
  respond();
}

void HttpProtocol::next_request() {
  exchange_->body.clear();
  if (exchange_->form != nullptr) [[unlikely]]
    return next_after_form();
  enter(Phase::idle);
}

/// Of its own, so that requests without a form do not prepare for its end.
[[gnu::noinline]] void HttpProtocol::next_after_form() {
  exchange_->end_form();
  enter(Phase::idle);
}

}  // namespace vgen::server
