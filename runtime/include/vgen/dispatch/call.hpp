/// The event for which a function is called.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/core/services.hpp>
#include <vgen/http/conditions.hpp>
#include <vgen/http/cookies.hpp>
#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>
#include <vgen/http/trace_context.hpp>
#include <vgen/pubsub/hub.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen {

class RequestIds;
class SessionSchemes;
struct Tick;

/// How long a sign-in holds.
struct SignIn {
  std::optional<std::chrono::seconds> max_age{};  ///< If none, that of the server's options.
};

/// How a file is answered.
struct FileAnswer {
  std::string media_type{};  ///< If empty, that of the extension of its name.
  /// If given, browsers save the file under this name instead of showing it. Files that came from
  /// others should have one, because a page among them would be a page of this server.
  std::string save_as{};
};

/// The reason why a function is asked to end early.
enum class StopReason : unsigned char {
  none,           ///< It is not asked.
  deadline,       ///< Its time is over.
  shutdown,       ///< The server stops.
  disconnected,   ///< The connection has ended.
  cancelled,      ///< The client does not want the answer any more.
  session_ended,  ///< The session of a stream is over.
};

/// Request and response, logger, clock and end of one event. Valid until the function (for a
/// `Task`, the coroutine) has ended. Only for the thread of the function: that of the connection,
/// or the worker of a route with `.blocking`. The stop token may be passed to other threads.
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
  /// The id of the websocket that the event belongs to, unique among those of the server; empty if
  /// there is none.
  [[nodiscard]] std::string_view connection() const noexcept { return connection_; }
  /// The address of the client, without port. Behind `ServerOptions::trusted_proxies` it is the
  /// address that they have seen.
  [[nodiscard]] std::string_view remote_address() const noexcept { return request_.remote_address; }
  /// Whether the client speaks TLS, to the server or to a trusted proxy.
  [[nodiscard]] bool is_secure() const noexcept { return request_.scheme == Scheme::https; }
  /// Sixteen hexadecimal digits, or the id that a trusted proxy has given to the request. It is in
  /// the log, in `X-Request-Id` and in every problem of this event.
  [[nodiscard]] std::string_view request_id();
  /// The distributed trace that the event belongs to. Calls to other programs pass it on:
  /// `traceparent: call.trace().traceparent()`, and `tracestate: call.trace().state` if there is
  /// one.
  [[nodiscard]] const Trace& trace();

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
  /// The media type among the `.answer_types` of the route that the client prefers by `Accept`. If
  /// that is a range for both, such as "image/*", the function may choose. Empty if the route has
  /// none of its own, or if the event is not HTTP.
  [[nodiscard]] std::string_view answer_type() const noexcept;
  /// Answers with a file instead of the function's result: with all of it, with the part that
  /// `Range` asks for, or with 304 if the client has it already. The file is sent in pieces, so its
  /// size does not matter, and must stay as it is until then. Its tag follows from its size and the
  /// time of its last change. A path that comes from a client must be checked before. Throws
  /// `vgen::Error` if the file does not exist (404), if a condition of the request is not met
  /// (412), or if the file has no such part (416), and `std::logic_error` if the event is not HTTP.
  void file(const std::string& path, const FileAnswer& options = {});
  /// Says which version of its subject the event is about, and checks the conditions of the request
  /// against it. Returns false if the client has this version already: then the answer is 304, and
  /// the function's result is not sent, so it may return anything. Throws `vgen::Error` with 412 if
  /// the client means another version (`If-Match`). For an answer of GET and QUERY it also sets
  /// `ETag` and `Last-Modified`. Call it before anything is changed. Returns true if the event is
  /// not HTTP.
  bool check_version(const Version& version);

  /// Gives the client a cookie with this session, which replaces its former one: for a function
  /// that has checked who the caller is. Needs `vgen::cookie(…)` in `vgen::Security`. The session
  /// of this event does not change. Throws `std::logic_error` without that scheme, if the event is
  /// not HTTP, or if `Session` is not the API's type of sessions.
  template <class Session>
  void sign_in(const Session& session, const SignIn& options = {}) {
    sign_in(&session, slot_of<Session>.destroy, options);
  }
  /// Takes the cookie from the client. Throws like `sign_in`.
  void sign_out();

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
  /// Why the function is asked to end early; `none` if it is not. It is also `none` if the client
  /// has closed only its side of the connection.
  [[nodiscard]] StopReason stop_reason() const noexcept {
    // The loop may set it while the function runs on a worker.
    return std::atomic_ref(const_cast<StopReason&>(stop_reason_)).load(std::memory_order_relaxed);
  }
  /// The time for which a schedule has planned this tick; it is not exactly the time at which the
  /// task runs. None if the event is not of a schedule.
  [[nodiscard]] std::optional<std::chrono::system_clock::time_point> scheduled_at() const noexcept;
  /// Says that this tick did nothing, and why; the log says it too. For a task, which then returns,
  /// and for a middleware, which need not call `next()`. Throws `std::logic_error` if the event is
  /// not of a schedule.
  void skip(std::string_view reason);
  /// Runs a function when the event has ended and the answer is complete, before the services are
  /// destroyed. The last one runs first. An exception from it is logged.
  /// The function may take the `StopReason`: `none` if the event has ended by itself.
  template <class Deferred>
  void defer(Deferred function) {
    if constexpr (std::is_invocable_v<Deferred&, StopReason>) {
      deferred_.emplace_back(std::move(function));
    } else {
      deferred_.emplace_back([own = std::move(function)](StopReason /*reason*/) mutable { own(); });
    }
  }
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
  void sign_in(const void* session, void (*type)(void*) noexcept, const SignIn& options);
  SessionSchemes& cookie_schemes() const;

  Request request_;
  Response response_;
  std::string request_id_;
  std::string_view connection_;
  std::optional<std::stop_source> stop_;
  std::vector<std::function<void(StopReason)>> deferred_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  const Clock* clock_ = nullptr;
  const Hub* hub_ = nullptr;           ///< Set when the event is invoked.
  SessionSchemes* schemes_ = nullptr;  ///< Set when the event is invoked.
  LogSink* log_ = nullptr;
  RequestIds* ids_ = nullptr;
  const boost::asio::any_io_executor* executor_ = nullptr;
  Tick* tick_ = nullptr;  ///< Set and taken away by the scheduler.
  void* session_object_ = nullptr;
  void (*session_type_)(void*) noexcept = nullptr;  ///< The destructor in the slot of its type.
  int status_ = 0;                                  ///< 0 means the status of the route.
  StopReason stop_reason_ = StopReason::none;
  bool is_http_ = false;
  bool answered_ = false;  ///< If true, the result of the function is not written.
  bool stop_requested_ = false;
  bool has_trace_ = false;        ///< Whether `trace_` is that of this event.
  std::unique_ptr<Trace> trace_;  ///< Made when it is asked for.
};

}  // namespace vgen
