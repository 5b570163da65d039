/// The event that a function is called for.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/http/cookies.hpp>
#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>

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

/// Request and response access, logger, clock and end of one event. Valid until the function that
/// it is for has ended (for a `Task`: the coroutine). Only for the thread of the connection; the
/// stop token may be handed on.
///
/// An event may come by another transport than HTTP, for the same functions and services serve
/// all. Each member says what it does then.
class Call {
 public:
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // Request. A message of a channel has the request that opened its connection. An event that no
  // request began, such as a schedule, has an empty one.

  /// Whether the event is an HTTP request, and its answer an HTTP response.
  [[nodiscard]] bool is_http() const noexcept { return is_http_; }
  [[nodiscard]] const Request& request() const noexcept { return request_; }
  /// The value of the first request header of this name, whatever its case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return request_.header(name);
  }
  /// The value of a cookie of the request.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const noexcept {
    return request_.cookie(name);
  }
  /// The address of the peer, without port.
  [[nodiscard]] std::string_view remote_address() const noexcept { return request_.remote_address; }
  /// Sixteen hexadecimal digits, which are in the log and in every problem of this event.
  [[nodiscard]] std::string_view request_id();

  // Response. What is set here holds for a successful answer; a problem keeps the headers and
  // cookies only. An event that is not HTTP has no response: status and headers have no effect
  // then, and what its client cannot do without throws.

  /// Instead of the status of the route.
  void set_status(int status) { status_ = status; }
  /// Replaces all headers of this name. Throws `std::invalid_argument` for what cannot be sent, and
  /// for `Content-Length`, `Connection`, `Date` and `Transfer-Encoding`, which belong to the host.
  void set_header(std::string_view name, std::string_view value);
  /// Adds a header to those of the same name. Throws as `set_header` does.
  void add_header(std::string_view name, std::string_view value);
  /// Sets a cookie. Throws `std::invalid_argument` for what cannot be sent, and `std::logic_error`
  /// if the event is not HTTP.
  void set_cookie(const Cookie& cookie);
  /// Sends the client elsewhere: 303 makes it a GET, 307 and 308 repeat the method. The function's
  /// result is not sent. Throws `std::logic_error` if the event is not HTTP.
  void redirect(std::string_view location, int status = 303);
  /// Answers with these bytes instead of the function's result. Throws `std::logic_error` if the
  /// event is not HTTP.
  void set_body(std::string_view media_type, std::string body);

  // Event

  /// Writes log lines with the request id. Valid as long as the call.
  [[nodiscard]] Logger log() { return Logger(log_, request_id()); }
  /// Tells when the function should give up: its deadline has passed, the server stops, or the
  /// client has closed its side of the connection (an answer is still sent, for it may have closed
  /// only that).
  [[nodiscard]] std::stop_token stop_token();
  /// Runs a function when the event has ended and the answer stands, before the services are
  /// destroyed; last in, first out. An exception from it is logged.
  void defer(std::function<void()> function) { deferred_.push_back(std::move(function)); }
  [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }
  /// When the stop token will be set; none: never.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> deadline() const noexcept {
    return deadline_;
  }
  /// Where the event runs; for what a coroutine starts.
  [[nodiscard]] const boost::asio::any_io_executor& executor() const noexcept { return *executor_; }

 protected:
  Call() = default;
  ~Call() = default;

  Request request_;
  Response response_;
  std::string request_id_;
  std::optional<std::stop_source> stop_;
  std::vector<std::function<void()>> deferred_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  const Clock* clock_ = nullptr;
  LogSink* log_ = nullptr;
  RequestIds* ids_ = nullptr;
  const boost::asio::any_io_executor* executor_ = nullptr;
  int status_ = 0;  ///< 0: that of the route.
  bool is_http_ = false;
  bool answered_ = false;  ///< The result of the function is not to be written.
  bool stop_requested_ = false;
};

}  // namespace vgen
