/// The event for which a function is called.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/core/services.hpp>
#include <vgen/http/cookies.hpp>
#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>
#include <vgen/pubsub/hub.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen {

class RequestIds;

/// Request and response, logger, clock and end of one event. Valid until the function (for a
/// `Task`, the coroutine) has ended. Only for the thread of the connection; the stop token may be
/// passed to other threads.
///
/// An event may use another transport than HTTP, because the same functions and services serve all.
/// The comment of each member says what it does then.
class Call {
 public:
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // Request. A message of a channel has the request that opened its connection. An event without a
  // request, such as a schedule, has an empty one.

  /// Whether the event is an HTTP request, and its answer an HTTP response.
  [[nodiscard]] bool is_http() const noexcept { return is_http_; }
  [[nodiscard]] const Request& request() const noexcept { return request_; }
  /// The value of the first request header of this name, in any case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return request_.header(name);
  }
  /// The value of a cookie of the request.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const noexcept {
    return request_.cookie(name);
  }
  /// The address of the peer, without port.
  [[nodiscard]] std::string_view remote_address() const noexcept { return request_.remote_address; }
  /// Sixteen hexadecimal digits. They are in the log, in `X-Request-Id` and in every problem of
  /// this event.
  [[nodiscard]] std::string_view request_id();

  // Response. These settings apply to a successful answer; a problem keeps only the headers and
  // cookies. An event that is not HTTP has no response: status and headers then have no effect, and
  // functions that its client would depend on throw.

  /// Replaces the status of the route. For 204, 205 and 304 the result of the function is not sent.
  /// Throws `std::invalid_argument` for a status that is not from 200 to 599.
  void set_status(int status);
  /// Replaces all headers of this name. Throws `std::invalid_argument` for text that cannot be
  /// sent, and for `Content-Length`, `Connection`, `Date`, `Keep-Alive`, `Transfer-Encoding` and
  /// `X-Request-Id`, which the host sets.
  void set_header(std::string_view name, std::string_view value);
  /// Adds a header to those of the same name. Throws like `set_header`.
  void add_header(std::string_view name, std::string_view value);
  /// Sets a cookie. Throws `std::invalid_argument` for text that cannot be sent, and
  /// `std::logic_error` if the event is not HTTP.
  void set_cookie(const Cookie& cookie);
  /// Redirects the client: 303 makes the new request a GET, 307 and 308 repeat the method. The
  /// function's result is not sent. Throws `std::invalid_argument` for a status that does not
  /// redirect, and `std::logic_error` if the event is not HTTP.
  void redirect(std::string_view location, int status = 303);
  /// Answers with these bytes instead of the function's result. Throws `std::logic_error` if the
  /// event is not HTTP.
  void set_body(std::string_view media_type, std::string body);

  // Event

  /// The session of the event; null if it has none or if it is not known yet. A middleware sees it
  /// after `next()`. `Session` must be the API's type of sessions: throws `std::logic_error` for
  /// another one.
  template <class Session>
  [[nodiscard]] Session* session() const {
    if (session_object_ == nullptr) return nullptr;
    if (session_type_ != slot_of<Session>.destroy) refuse_session_type();
    return static_cast<Session*>(session_object_);
  }
  /// Writes log lines with the request id. Valid while the call is.
  [[nodiscard]] Logger log() { return Logger(log_, request_id()); }
  /// A stop is requested when the function should end early: its deadline has passed, the server
  /// stops, or the client has closed its side of the connection. (In the last case an answer is
  /// still sent, because the client may still read.)
  [[nodiscard]] std::stop_token stop_token();
  /// Runs a function when the event has ended and the answer is complete, before the services are
  /// destroyed. The last one runs first. An exception from it is logged.
  void defer(std::function<void()> function) { deferred_.push_back(std::move(function)); }
  [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }
  /// Publishes to the topics of the API: `call.hub().publish(todo_events("home"), event)`. A copy
  /// of it may be kept, and used from any thread.
  [[nodiscard]] const Hub& hub() const noexcept { return *hub_; }
  /// The time at which a stop will be requested; none if there is no deadline.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> deadline() const noexcept {
    return deadline_;
  }
  /// The executor of the event, for work that a coroutine starts.
  [[nodiscard]] const boost::asio::any_io_executor& executor() const noexcept { return *executor_; }

 protected:
  Call() = default;
  ~Call() = default;

  [[noreturn]] static void refuse_session_type();

  Request request_;
  Response response_;
  std::string request_id_;
  std::optional<std::stop_source> stop_;
  std::vector<std::function<void()>> deferred_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  const Clock* clock_ = nullptr;
  const Hub* hub_ = nullptr;  ///< Set when the event is invoked.
  LogSink* log_ = nullptr;
  RequestIds* ids_ = nullptr;
  const boost::asio::any_io_executor* executor_ = nullptr;
  void* session_object_ = nullptr;
  void (*session_type_)(void*) noexcept = nullptr;  ///< The destructor in the slot of its type.
  int status_ = 0;                                  ///< 0 means the status of the route.
  bool is_http_ = false;
  bool answered_ = false;  ///< If true, the result of the function is not written.
  bool stop_requested_ = false;
};

}  // namespace vgen
