// The part of HttpProtocol that writes answers.
#include "http_protocol.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/http/codings.hpp>

#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

namespace vgen::server {
namespace {

/// More bytes than the fixed parts of a head: status line, id, length, connection.
constexpr std::size_t own_head_bytes = 200 + HostedCall::longest_request_id;

constexpr std::string_view ok_line = "HTTP/1.1 200 OK\r\n";

char* put(char* to, std::string_view text) noexcept {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* put_number(char* to, std::uint64_t number) noexcept {
  if (number < 100) {
    if (number >= 10) *to++ = static_cast<char>('0' + number / 10);
    *to++ = static_cast<char>('0' + number % 10);
    return to;
  }
  return std::to_chars(to, to + 20, number).ptr;
}

char* put_other_status_line(char* to, int status) noexcept {
  to = put_number(put(to, "HTTP/1.1 "), static_cast<std::size_t>(status));
  *to++ = ' ';
  return put(put(to, reason_of(status)), "\r\n");
}

char* put_status_line(char* to, int status) noexcept {
  return status == 200 ? put(to, ok_line) : put_other_status_line(to, status);
}

char* put_head(char* to, const HostedCall& call, const Response& response, std::uint64_t size,
               std::string_view fixed, std::string_view connection) noexcept {
  to = put(put_status_line(to, response.status), fixed);
  to = put(put(call.write_request_id(to), "\r\n"), response.headers.text());
  if (!has_no_body(response.status))
    to = put(put_number(put(to, "Content-Length: "), size), "\r\n");
  if (!connection.empty()) to = put(to, connection);
  return put(to, "\r\n");
}

/// The Connection field of a head; usually empty.
std::string_view connection_line(bool keep_alive, bool http_1_1) noexcept {
  if (!keep_alive) return "Connection: close\r\n";
  return http_1_1 ? "" : "Connection: keep-alive\r\n";
}

}  // namespace

/// Appends the answer of the call to the output, and continues with the next request.
void HttpProtocol::respond() {
  // A refused one stays as long as the request, which it may own.
  if (exchange_->opening != nullptr && exchange_->opening->accepted()) return become_websocket();
  Response& response = exchange_->call.response();
  if (stopping_) keep_alive_ = false;
  if (response.status < 200 || response.status > 999)
    response.status = 500;  // an interim status is not an answer
  if (host_.has_extras) end_extras(response);
  const bool with_body = !has_no_content(response.status) && request().method != "HEAD";
  std::string_view text = response.text();
  if (text.size() >= host_.compress_from) [[unlikely]] {
    compress_body(request(), response);
    text = response.text();
  }
  const bool is_view = response.source || text.data() == response.fixed_body.data();
  const std::uint64_t size = response.status == 205 ? 0 : response.body_size();
  const std::size_t copied = with_body && !is_view && size <= OutputBuffer::large ? text.size() : 0;
  const std::string_view fixed = keep_alive_ ? host_.fields->of_kept : host_.fields->of_last;
  char* const begin =
      output_.room(own_head_bytes + fixed.size() + response.headers.text().size() + copied);
  char* const head_end = put_head(begin, exchange_->call, response, size, fixed,
                                  connection_line(keep_alive_, exchange_->head.http_1_1));
  char* const end = put(head_end, text.substr(0, copied));
  output_.added(static_cast<std::size_t>(end - begin));
  if (with_body && copied != size) add_body(response);
  finish_answer();
}

void HttpProtocol::finish_answer() {
  if (!keep_alive_) {
    enter(Phase::closing);
  } else if (drain_) {
    enter(Phase::drain);
  } else {
    next_request();
  }
}

/// What surrounds a request, before it is handled. Returns false if it is answered.
bool HttpProtocol::begin_extras() {
  HostedCall& call = exchange_->call;
  if (host_.perimeter != nullptr) {
    if (exchange_->around == nullptr)
      exchange_->around = std::make_unique<Around>(*host_.perimeter, host_.metrics);
    exchange_->around->begin(call, exchange_->target, remote_address_);
  }
  if (host_.event != nullptr && !begin_event()) return false;
  if (host_.origins != nullptr && host_.origins->is_preflight(request())) {
    answer_preflight();
    return false;
  }
  if (host_.perimeter == nullptr || exchange_->around->admit(call)) return true;
  call.end();
  respond();
  return false;
}

/// What the event says of its request. Returns false if the request needs a connection.
bool HttpProtocol::begin_event() {
  HostedCall& call = exchange_->call;
  const EventFacts& event = *host_.event;
  if (request().scheme == Scheme::unknown) request().scheme = event.scheme;
  if (!event.request_id.empty()) call.set_request_id(event.request_id);
  const Target& target = exchange_->target;
  const bool is_stream =
      target.kind == Target::Kind::operation && target.match.row->endpoint.streams;
  if (!is_stream && !target.is_websocket()) return true;
  answer_error(call, ErrorKind::not_implemented,
               is_stream ? "This host keeps no connections, so it has no streams."
                         : "This host keeps no connections, so it has no websockets.");
  call.end();
  respond();
  return false;
}

/// The same when the answer is complete.
void HttpProtocol::end_extras(const Response& response) {
  if (host_.origins != nullptr) host_.origins->add_fields(request(), exchange_->call.response());
  const bool with_body = !has_no_content(response.status) && request().method != "HEAD";
  if (host_.perimeter != nullptr) end_around(response.status, with_body ? response.body_size() : 0);
}

/// A request that was refused before it was handled has not begun yet.
void HttpProtocol::end_around(int status, std::uint64_t bytes) {
  if (Around* const other = std::exchange(exchange_->answers_for, nullptr))
    return other->end(exchange_->call, status, bytes);
  if (exchange_->around == nullptr)
    exchange_->around = std::make_unique<Around>(*host_.perimeter, host_.metrics);
  Around& around = *exchange_->around;
  if (!around.has_begun()) around.begin(exchange_->call, exchange_->target, remote_address_);
  around.end(exchange_->call, status, bytes);
}

/// The head of an answer whose size is not known. Clients of HTTP/1.0 read it to the end of the
/// connection.
void HttpProtocol::begin_stream_body() {
  const HostedCall& call = exchange_->call;
  const bool http_1_1 = exchange_->head.http_1_1;
  if (stopping_ || !http_1_1) keep_alive_ = false;
  Response& response = exchange_->call.response();
  if (host_.origins != nullptr) host_.origins->add_fields(request(), response);
  const std::string_view fixed = keep_alive_ ? host_.fields->of_kept : host_.fields->of_last;
  char* const begin = output_.room(own_head_bytes + fixed.size() + response.headers.text().size());
  char* to = put(put_status_line(begin, response.status), fixed);
  to = put(put(call.write_request_id(to), "\r\n"), response.headers.text());
  if (http_1_1) to = put(to, "Transfer-Encoding: chunked\r\n");
  to = put(put(to, connection_line(keep_alive_, http_1_1)), "\r\n");
  output_.added(static_cast<std::size_t>(to - begin));
}

/// A browser asks before it sends a request for a page of another origin.
void HttpProtocol::answer_preflight() {
  HostedCall& call = exchange_->call;
  const MethodSet allowed = exchange_->target.match.allowed;
  host_.origins->answer_preflight(request(), allowed.empty() ? "" : allowed.allow(),
                                  call.response());
  call.end();
  respond();
}

/// Copies only small bodies.
void HttpProtocol::add_body(Response& response) {
  if (response.source) {
    add_source(std::move(response.source));
  } else if (!response.fixed_body.empty()) {
    output_.add_body(response.fixed_body);
  } else if (!response.written.empty()) {
    output_.add_body(response.written);
  } else {
    output_.add_body(response.body);
  }
}

/// The head may already be sent, so an error while reading the source ends the connection.
void HttpProtocol::add_source(std::shared_ptr<BodySource> source) {
  try {
    output_.add_body(std::move(source));
  } catch (const std::exception& error) {
    lose_output(error);
    keep_alive_ = false;
  }
}

}  // namespace vgen::server
