#include "http_protocol.hpp"

#include <vgen/dispatch/answer.hpp>

#include <algorithm>
#include <utility>

namespace vgen::server {
namespace {

/// Room for at least this much is made before reading.
constexpr std::size_t read_size = 1024;

}  // namespace

HttpProtocol::HttpProtocol(const ProtocolHost& host, Driver& driver, std::string remote_address)
    : host_(host),
      driver_(driver),
      remote_address_(std::move(remote_address)),
      call_(host.call),
      since_(*host.now),
      last_sent_(*host.now) {}

std::span<char> HttpProtocol::input_space() {
  if (phase_ == Phase::body && !head_.chunked) return body_space();
  return source_->room(read_size);
}

void HttpProtocol::received(std::size_t bytes) {
  if (phase_ == Phase::body && !head_.chunked) {
    body_filled_ += bytes;
  } else {
    source_->added(bytes);
  }
  advance();
}

void HttpProtocol::received_end() {
  end_of_input_ = true;
  advance();
}

void HttpProtocol::peer_closed() noexcept {
  peer_closed_ = true;
  if (phase_ == Phase::running) call_.set_stop_token();
}

void HttpProtocol::sent(std::size_t bytes) {
  output_.sent(bytes);
  last_sent_ = *host_.now;
  if (waits_for_room_ && output_.empty()) advance();
}

void HttpProtocol::enter(Phase phase) noexcept {
  phase_ = phase;
  since_ = *host_.now;
}

/// Goes on as far as the input that is there allows.
void HttpProtocol::advance() {
  bool more = true;
  while (more && !output_.full()) {
    if (phase_ == Phase::idle && input_.empty()) break;
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
    reject(ErrorKind::malformed, 400, "The request ended too early.");
  } else {
    enter(Phase::closing);
  }
}

/// Empty lines before a request are passed over (RFC 9112, section 2.2). False: there is nothing
/// else.
bool HttpProtocol::skip_empty_lines() {
  while (input_.text().starts_with("\r\n")) input_.take(2);
  return !input_.empty() && input_.text() != "\r";
}

/// An incomplete head is read again from its start, but only when another line of it has arrived.
bool HttpProtocol::may_be_complete(std::string_view text) noexcept {
  const bool wait = scanned_ != 0 && text.size() < host_.limits->header_bytes &&
                    text.find('\n', scanned_) == std::string_view::npos;
  if (wait) scanned_ = text.size();
  return !wait;
}

bool HttpProtocol::take_head() {
  if (phase_ == Phase::idle) {
    if (input_.text().front() == '\r' && !skip_empty_lines()) return false;
    enter(Phase::head);
    scanned_ = 0;
  }
  const std::string_view text = input_.text();
  if (!may_be_complete(text)) return false;
  const std::size_t limit = host_.limits->header_bytes;
  const HeadOutcome outcome =
      read_head(text.substr(0, limit), host_.limits->headers, head_, headers_);
  if (outcome == HeadOutcome::complete) {
    input_.take(head_.size);
    return head_complete();
  }
  if (outcome == HeadOutcome::incomplete && text.size() < limit) {
    scanned_ = text.size();
    return false;
  }
  return refuse_head(outcome != HeadOutcome::bad);
}

bool HttpProtocol::refuse_head(bool too_large) {
  request_ = {};
  keep_alive_ = false;
  if (too_large) {
    reject(ErrorKind::header_too_large, 431, "The request line and headers are too large.");
  } else {
    reject(ErrorKind::malformed, 400, "This is not a valid HTTP/1.1 request.");
  }
  return false;
}

bool HttpProtocol::head_complete() {
  request_.method = head_.method;
  request_.headers = headers_;
  request_.body = {};
  request_.remote_address = remote_address_;
  if (!set_target(request_, head_.target)) return refuse_head(false);
  keep_alive_ = head_.keep_alive;
  drain_ = false;
  host_.dispatcher->find(request_, target_);
  if (head_.chunked || head_.content_length.value_or(0) != 0) {
    if (target_.kind == Target::Kind::operation) {
      const unsigned long long of_route = target_.match.operation->body_limit;
      return begin_body(of_route != 0 ? static_cast<std::size_t>(of_route)
                                      : host_.limits->body_bytes);
    }
    chunk_reader_ = ChunkReader(0, host_.limits->header_bytes);
    want_drain();
  }
  run();
  return true;
}

void HttpProtocol::run() {
  call_.begin();
  const unsigned of_route =
      target_.kind == Target::Kind::operation ? target_.match.operation->timeout : 0;
  call_.set_deadline(*host_.now +
                     (of_route != 0 ? std::chrono::milliseconds(of_route) : host_.limits->handler));
  in_handle_ = true;
  completed_inline_ = false;
  const Progress progress = host_.dispatcher->handle(target_, call_, *this);
  in_handle_ = false;
  if (progress == Progress::finished || completed_inline_) {
    respond();
  } else {
    enter(Phase::running);
    if (peer_closed_) call_.set_stop_token();
  }
}

void HttpProtocol::completed(HostedCall& /*call*/) noexcept {
  completed_inline_ = true;
  if (in_handle_) return;
  respond();
  advance();
  driver_.resumed();
}

void HttpProtocol::stop_running(StopReason reason) noexcept {
  if (phase_ == Phase::running) call_.request_stop(reason);
}

bool HttpProtocol::tick() {
  if (has_pending()) return *host_.now - last_sent_ > host_.limits->write;
  switch (phase_) {
    case Phase::idle:
      if (in_phase() > host_.limits->idle) enter(Phase::closing);
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
      if (*host_.now > *call_.deadline()) stop_running(StopReason::deadline);
      break;
    case Phase::closing: break;
  }
  return false;
}

void HttpProtocol::time_out(std::string_view detail) {
  keep_alive_ = false;
  if (phase_ == Phase::head) request_ = {};
  reject(ErrorKind::timeout, 408, detail);
}

/// Answers without asking the API.
void HttpProtocol::reject(ErrorKind kind, int status, std::string_view detail) {
  call_.begin();
  Problem problem = problem_of(kind, std::string(detail));
  problem.status = status;
  answer_problem(call_, std::move(problem));
  respond();
}

void HttpProtocol::next_request() {
  if (source_ == &chunks_) {
    std::swap(input_, chunks_);
    chunks_.clear();
    source_ = &input_;
  }
  body_.clear();
  if (body_.capacity() > OutputBuffer::large) body_ = {};
  enter(Phase::idle);
}

}  // namespace vgen::server
