#include <vgen/dispatch/http_stream.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/http/media_type.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// Whether a function has set a status that has no items.
bool is_without_content(int own_status) noexcept {
  return own_status != 0 && has_no_content(own_status);
}

}  // namespace

HttpStream::HttpStream(HostedCall& call, StreamPort& port, const StreamOptions& options)
    : call_(call),
      port_(port),
      options_(options),
      self_(std::make_shared<HttpStream*>(this)),
      full_(call.executor(), asio::steady_timer::time_point::max()) {
  call.stream = this;
  call.set_outlet(*this);
}

template <class Act>
void HttpStream::post(Act act) {
  asio::post(call_.executor(), [weak = std::weak_ptr(self_), act] {
    const auto self = weak.lock();
    if (self && !(*self)->is_ended_ && !(*self)->is_ordinary_) act(**self);
  });
}

bool HttpStream::is_stopped() const noexcept {
  return is_ended_ || is_too_slow_ || call_.stop_reason() != StopReason::none;
}

/// A client that prefers none of the two gets server-sent events.
bool HttpStream::negotiate(HostedCall& call) {
  const std::string_view accept = call.header("Accept").value_or("*/*");
  const int events = weight_of(accept, event_stream_media_type);
  const int lines = weight_of(accept, json_lines_media_type);
  if (accept.empty() || events != 0 || lines != 0) {
    is_lines_ = lines > events;
    if (last_id() != closed_stream_id) return true;
    call.response().status = 204;
  } else {
    answer_error(call, ErrorKind::not_acceptable,
                 "The Accept header must allow text/event-stream or application/jsonl.");
  }
  return false;
}

bool HttpStream::wants_items() const noexcept {
  return call_.request().method != "HEAD";
}

void HttpStream::begin() {
  began_ = true;
  post([](HttpStream& stream) {
    try {
      stream.open();
    } catch (const std::exception& error) {  // no memory for the head
      stream.call_.log().error(error.what());
      stream.call_.request_stop(StopReason::disconnected);
    }
  });
}

/// Begins the answer. What the function has set before is in its head.
void HttpStream::open() {
  if (std::exchange(is_open_, true)) return;
  Response& response = call_.response();
  if (const int status = call_.own_status(); status != 0 && !is_without_content(status))
    response.status = status;
  response.clear_body();
  response.headers.set("Content-Type", is_lines_ ? json_lines_media_type : event_stream_media_type);
  if (!response.headers.find("Cache-Control"))
    response.headers.add_trusted("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");
  port_.begin_body(call_);
  if (!is_lines_ && options_.retry.count() > 0)
    write("retry: " + std::to_string(options_.retry.count()) + "\n\n");
}

void HttpStream::write(std::string_view bytes) {
  has_written_ = true;
  port_.write(bytes);
}

std::string& HttpStream::begin_item(std::string_view id) {
  if (!is_item_id(id)) throw std::invalid_argument("the id of an item has a line break");
  text_.clear();
  if (!is_lines_) {
    if (!id.empty()) text_.append("id: ").append(id).append("\n");
    text_ += "data: ";
  }
  item_ = text_.size();
  return text_;
}

/// A line break between two tokens of JSON is a space as well. In a string there is none.
void HttpStream::join_lines() {
  const auto json =
      std::ranges::subrange(text_.begin() + static_cast<std::ptrdiff_t>(item_), text_.end());
  std::ranges::replace_if(json, [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

bool HttpStream::end_item() {
  if (is_stopped()) return false;
  join_lines();
  text_ += is_lines_ ? "\n" : "\n\n";
  const std::size_t unsent = port_.unsent();
  if (unsent != 0 && unsent + text_.size() > options_.unsent_bytes) {
    stop_later();
    return false;
  }
  open();
  write(text_);
  return true;
}

/// The function runs now, so it is asked to end when it waits.
void HttpStream::stop_later() {
  is_too_slow_ = true;
  post([](HttpStream& stream) { stream.call_.request_stop(StopReason::disconnected); });
}

/// A function that ignores the end of its stream must not run for ever, so it waits for its own end
/// here.
Task<void> HttpStream::ready() {
  while (is_stopped() || port_.unsent() > options_.waiting_bytes) {
    boost::system::error_code released;
    auto waiting = full_.async_wait(asio::redirect_error(asio::use_awaitable, released));
    co_await std::move(waiting);
  }
}

std::string_view HttpStream::last_id() const noexcept {
  return call_.header("Last-Event-ID").value_or(std::string_view());
}

Fanout& HttpStream::fanout() {
  return port_.fanout(call_.hub().core());
}

void HttpStream::tick(std::chrono::steady_clock::time_point now) {
  if (call_.session_ends && *call_.session_ends <= call_.clock().now())
    call_.request_stop(StopReason::session_ended);
  if (!is_open_ || is_stopped() || is_lines_ || options_.heartbeat.count() == 0) return;
  if (std::exchange(has_written_, false) || port_.unsent() != 0) {
    quiet_since_ = now;
  } else if (now - quiet_since_ >= options_.heartbeat) {
    port_.write(":\n\n");
    quiet_since_ = now;
  }
}

void HttpStream::end(bool is_complete) noexcept {
  is_ended_ = true;
  port_.end_body(is_complete);
}

/// The function, or a middleware instead of it, may also answer in an ordinary way.
void HttpStream::nothing(HostedCall& call) {
  if (is_ended_) return;
  const bool has_body = !call.answered() && !is_without_content(call.own_status());
  if (!is_open_ && (!began_ || is_ordinary_ || !has_body)) {
    is_ordinary_ = true;
    return http_outlet.nothing(call);
  }
  open();
  if (call.stop_reason() != StopReason::none || is_too_slow_) return end(false);
  if (!is_lines_ && wants_items()) write("event: close\nid: .close\ndata: {}\n\n");
  end(true);
}

/// A client of server-sent events that gets neither `close` nor `problem` connects again. It should
/// when the server stops; when the session has ended, the answer to that is 401, or it brings
/// another session.
void HttpStream::problem(HostedCall& call, Problem problem) noexcept {
  if (is_ended_) return;
  if (!is_open_) {
    is_ordinary_ = true;
    return http_outlet.problem(call, std::move(problem));
  }
  const StopReason reason = call.stop_reason();
  if (reason != StopReason::none)
    return end(!is_lines_ &&
               (reason == StopReason::shutdown || reason == StopReason::session_ended));
  if (is_lines_) return end(false);
  try {
    text_ = "event: problem\ndata: ";
    item_ = text_.size();
    append_problem(text_, call, problem);
    join_lines();
    text_ += "\n\n";
    write(text_);
    end(true);
  } catch (const std::exception& error) {  // not even memory for the problem
    call.log().error(error.what());
    end(false);
  }
}

}  // namespace vgen
