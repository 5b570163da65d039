/// The interface of a call for hosts, the invoker and generated code. Functions see `Call`.
#pragma once

#include <vgen/core/arena.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/core/services.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/dispatch/endpoint.hpp>
#include <vgen/dispatch/outlet.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace vgen {

class Api;
class HostedCall;
struct HttpRow;
class TimerQueue;
class WorkerPool;

/// Called when a suspended event has ended.
class Completion {
 public:
  /// The answer in the call is complete, and everything made for the event is destroyed. Called on
  /// the thread of the connection.
  virtual void completed(HostedCall& call) noexcept = 0;

 protected:
  Completion() = default;
  ~Completion() = default;
  Completion(const Completion&) = default;
  Completion& operator=(const Completion&) = default;
};

/// The environment that a host gives to each of its calls. All of it must outlive the call.
struct CallHost {
  const Clock* clock = nullptr;
  LogSink* log = nullptr;
  RequestIds* ids = nullptr;
  const boost::asio::any_io_executor* executor = nullptr;
  TimerQueue* timers = nullptr;   ///< If null, `sleep` uses the time of the system.
  WorkerPool* workers = nullptr;  ///< If null, functions that block run on the thread of the call.
  const ProblemWriter* problem_writer = nullptr;  ///< If null, problems have their usual form.
};

class ChannelEvent;
class MultipartForm;
class StreamEvent;
struct LongEvent;

/// Learns the sessions of events, for what surrounds a call: its log, its rate limit.
class SessionWatch {
 public:
  /// The session of the event is known, and may be none. Returns false if it has answered the
  /// event, which then ends.
  [[nodiscard]] virtual bool session_known(const Api& api, HostedCall& call) = 0;

 protected:
  SessionWatch() = default;
  ~SessionWatch() = default;
  SessionWatch(const SessionWatch&) = default;
  SessionWatch& operator=(const SessionWatch&) = default;
};

/// The session of a connection, as one event of it sees it. Events share the session, so that it
/// stays valid under a suspended event when another one replaces it.
struct ConnectionSession {
  std::shared_ptr<void> object{};  ///< Null if there is none.
  bool resolved = false;           ///< If false, the session of the request has to be found.
  /// The end of the session; none if it does not end by itself.
  std::optional<std::chrono::system_clock::time_point> expires{};
};

/// A call, owned by its host. It is reused for one event after the other, so that it keeps its
/// memory; see `CallPool`.
class HostedCall final : public Call {
 public:
  explicit HostedCall(const CallHost& host);
  ~HostedCall() { end(); }

  /// Starts an event for the HTTP request in the call. The outcome goes to `response`. The views of
  /// the request must be valid until the event has ended and the answer was taken.
  void begin() noexcept;
  void begin(const Request& request) noexcept {
    request_ = request;
    begin();
  }
  /// Starts an event that is not an HTTP request. The outcome goes to the outlet, which must live
  /// as long as the event. `request` is the request that opened the connection of a message, or
  /// empty if there is none.
  void begin(Outlet& outlet, const Request& request = {}) noexcept;
  /// The request of the next event, to be filled in place.
  [[nodiscard]] Request& next_request() noexcept { return request_; }
  /// The hub of the API, which outlives the event.
  void set_hub(const Hub& hub) noexcept { hub_ = &hub; }
  /// The id of the websocket that the event belongs to, which outlives the event.
  void set_connection(std::string_view id) noexcept { connection_ = id; }
  /// The schemes that find the sessions; null if there are none. They outlive the event.
  void set_schemes(SessionSchemes* schemes) noexcept { schemes_ = schemes; }
  /// The tick of a schedule that the event is for, which outlives the event. Taken away with null.
  void set_tick(Tick* tick) noexcept { tick_ = tick; }
  [[nodiscard]] const Tick* tick() const noexcept { return tick_; }
  /// The form of problems; null for the usual one.
  [[nodiscard]] const ProblemWriter* problem_writer() const noexcept { return problem_writer_; }
  /// The timers of the host on its clock; null if there are none.
  [[nodiscard]] TimerQueue* timers() const noexcept { return timers_; }
  /// The workers of the host; null if there are none.
  [[nodiscard]] WorkerPool* workers() const noexcept { return workers_; }
  void set_deadline(std::chrono::steady_clock::time_point deadline) noexcept {
    deadline_ = deadline;
  }
  /// The answer to an HTTP request. Other events do not use it.
  [[nodiscard]] Response& response() noexcept { return response_; }
  /// The outlet for the outcome.
  [[nodiscard]] Outlet& outlet() noexcept { return *outlet_; }
  /// Replaces the outlet, before the event is invoked. It may be an object of the event.
  void set_outlet(Outlet& outlet) noexcept { outlet_ = &outlet; }

  /// Asks a suspended function to end early: requests a stop and cancels the operation that the
  /// coroutine waits for.
  void request_stop(StopReason reason) noexcept;
  /// Only requests a stop. The client may no longer wait for the answer, but this is not certain.
  void set_stop_token() noexcept;
  /// What `request_stop` calls to cancel; without a function, nothing.
  struct Cancellation {
    void (*cancel)(void* context) noexcept = nullptr;
    void* context = nullptr;
  };
  /// Sets what `request_stop` calls, and returns what it would have called before.
  Cancellation on_stop(const Cancellation& cancellation) noexcept {
    return std::exchange(cancellation_, cancellation);
  }

  // The event's objects. They live in the arena until `end`, which destroys them, last made first.

  /// Makes an object of a type that is not known here. `make(place)` constructs it and returns
  /// whether it did. Returns null if it did not. If it throws, there is no object.
  template <class Make>
  void* make(const TypeSlot& type, Make&& make) {
    void* const place = allocate(type);
    if (!make(place)) return nullptr;
    hold(place, type);
    return place;
  }
  /// Makes an object of the event.
  template <class T, class... Arguments>
  T& emplace(Arguments&&... arguments) {
    void* const place = allocate(slot_of<T>);
    T* const object = ::new (place) T(std::forward<Arguments>(arguments)...);
    hold(place, slot_of<T>);
    return *object;
  }

  void* services = nullptr;
  void* input = nullptr;
  [[nodiscard]] void* session() const noexcept { return session_object_; }  ///< Null for none.
  void set_session(void* session, const TypeSlot& slot) noexcept {
    session_object_ = session;
    session_type_ = slot.destroy;
  }
  /// The end of the session of an HTTP request; none if it does not end by itself.
  std::optional<std::chrono::system_clock::time_point> session_ends{};
  Completion* completion = nullptr;  ///< Called at the end of a suspended event.
  /// The session of the connection that the event belongs to; null for an event of its own.
  ConnectionSession* connection_session = nullptr;
  ChannelEvent* channel = nullptr;  ///< Null if the event is not of a channel.
  /// The form of a body of `multipart/form-data`; null if the body is another one. Set and taken
  /// away by the host.
  MultipartForm* form = nullptr;
  StreamEvent* stream = nullptr;    ///< Null if the event is not a subscription.
  SessionWatch* watch = nullptr;    ///< Null if nobody asks for the session of the event.
  LongEvent* long_event = nullptr;  ///< Null if only the function can suspend the event.

  // The names of the event for the log; valid while its function runs.

  const Endpoint* endpoint = nullptr;  ///< Null if no function is called.
  const HttpRow* row = nullptr;        ///< Null if the function was not reached by HTTP.

  /// Runs the deferred functions and destroys the event's objects.
  void end() noexcept;

  // For the answer to an HTTP request.

  /// The status that the function has set; 0 if it has not.
  [[nodiscard]] int own_status() const noexcept { return status_; }
  /// The longest id of a request, in characters.
  static constexpr std::size_t longest_request_id = 64;
  /// Writes the id of the request, at most `longest_request_id` characters, and returns the end.
  char* write_request_id(char* to) const noexcept {
    if (request_id_.empty()) {
      ids_->next(to);
      return to + RequestIds::size;
    }
    return to + request_id_.copy(to, longest_request_id);
  }
  /// Gives the event another id: that of the event for which it answers, or of a trusted proxy.
  void set_request_id(std::string_view id) { request_id_ = id; }

  /// Whether the function answered by itself: by a redirect or raw bytes.
  [[nodiscard]] bool answered() const noexcept { return answered_; }
  /// The outcome is in the response. From now on, only what a middleware changes counts.
  void settle_response() noexcept {
    status_ = 0;
    answered_ = false;
  }

  // Reused memory of the input stage.

  Faults faults;
  std::string text;     ///< A decoded value.
  std::string pointer;  ///< The place in the input.

 private:
  /// The header that is directly before each object.
  struct Held {
    Held* previous;
    void (*destroy)(void* object) noexcept;

    [[nodiscard]] static Held* of(void* object) noexcept { return static_cast<Held*>(object) - 1; }
    [[nodiscard]] void* object() noexcept { return this + 1; }
  };

  /// Memory for an object with `Held` before it.
  [[nodiscard]] void* allocate(const TypeSlot& type) {
    const std::size_t align = std::max(type.align, alignof(Held));
    const std::size_t in_front = std::max(align, sizeof(Held));
    void* const memory = arena_.allocate(in_front + type.size, align);
    return static_cast<std::byte*>(memory) + in_front;
  }
  void hold(void* object, const TypeSlot& type) noexcept {
    last_held_ = ::new (Held::of(object)) Held{last_held_, type.destroy};
  }

  void reset() noexcept;
  void run_deferred() noexcept;

  Outlet* outlet_ = nullptr;
  TimerQueue* timers_ = nullptr;
  WorkerPool* workers_ = nullptr;
  const ProblemWriter* problem_writer_ = nullptr;
  Arena arena_;
  Held* last_held_ = nullptr;
  Cancellation cancellation_;
};

}  // namespace vgen
