/// The side of a call that hosts, the invoker and generated code see. Functions see `Call`.
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
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace vgen {

/// Is told when an event that was suspended has ended.
class Completion {
 public:
  /// The answer stands in the call, and everything made for the event is destroyed. On the thread
  /// of the connection.
  virtual void completed(HostedCall& call) noexcept = 0;

 protected:
  Completion() = default;
  ~Completion() = default;
  Completion(const Completion&) = default;
  Completion& operator=(const Completion&) = default;
};

/// What a host gives to each of its calls. All of it must outlive the call.
struct CallHost {
  const Clock* clock = nullptr;
  LogSink* log = nullptr;
  RequestIds* ids = nullptr;
  const boost::asio::any_io_executor* executor = nullptr;
};

/// Why a function is asked to give up.
enum class StopReason : unsigned char { none, deadline, shutdown, disconnected };

/// A call as its host owns it: used again for one event after the other, so that it keeps its
/// memory; see `CallPool`.
class HostedCall final : public Call {
 public:
  explicit HostedCall(const CallHost& host);
  ~HostedCall() { end(); }

  /// Starts an event for the HTTP request that is in the call; what comes back goes to `response`.
  /// The request's views must be valid until the event has ended and the answer was taken.
  void begin() noexcept;
  void begin(const Request& request) noexcept {
    request_ = request;
    begin();
  }
  /// Starts an event that is not an HTTP request: what comes back goes to the outlet, which must
  /// live as long as the event. `request`: what opened the connection of a message; empty if there
  /// was nothing of the kind.
  void begin(Outlet& outlet, const Request& request = {}) noexcept;
  /// The request of the event that will be started next, to be filled in place.
  [[nodiscard]] Request& next_request() noexcept { return request_; }
  void set_deadline(std::chrono::steady_clock::time_point deadline) noexcept {
    deadline_ = deadline;
  }
  /// The answer to an HTTP request. Other events do not look at it.
  [[nodiscard]] Response& response() noexcept { return response_; }
  /// Where what comes back goes to.
  [[nodiscard]] Outlet& outlet() noexcept { return *outlet_; }

  /// Asks a suspended function to give up: sets the stop token and cancels what the coroutine waits
  /// for.
  void request_stop(StopReason reason) noexcept;
  /// Sets the stop token and nothing else: nobody may be waiting for the answer any more, but that
  /// is not certain.
  void set_stop_token() noexcept;
  /// `none`: it was not asked to.
  [[nodiscard]] StopReason stop_reason() const noexcept { return stop_reason_; }
  /// What `request_stop` calls to cancel; none when the function is null.
  void on_stop(void (*cancel)(void* context) noexcept, void* context) noexcept {
    cancel_ = cancel;
    cancel_context_ = context;
  }

  // The event's objects. They live in the arena until `end`, which destroys them, last made first.

  /// Makes an object of a type that is only known elsewhere: `make(place)` constructs it and
  /// returns whether it did. Null if it did not. If it throws, no object is there.
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
  void* session = nullptr;           ///< Null if there is none.
  Completion* completion = nullptr;  ///< Of an event that is suspended.

  /// Runs what was deferred and destroys the event's objects.
  void end() noexcept;

  // For the answer to an HTTP request.

  /// The status that the function has set; 0: none.
  [[nodiscard]] int own_status() const noexcept { return status_; }
  /// Whether the function answered by itself: by a redirect or raw bytes.
  [[nodiscard]] bool answered() const noexcept { return answered_; }

  // Reused memory of the input stage.

  Faults faults;
  std::string text;     ///< A decoded value.
  std::string pointer;  ///< Where it is in the input.

 private:
  /// Is right in front of each object.
  struct Held {
    Held* previous;
    void (*destroy)(void* object) noexcept;

    [[nodiscard]] static Held* of(void* object) noexcept { return static_cast<Held*>(object) - 1; }
    [[nodiscard]] void* object() noexcept { return this + 1; }
  };

  /// Memory for an object with `Held` in front of it.
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
  Arena arena_;
  Held* last_held_ = nullptr;
  void (*cancel_)(void* context) noexcept = nullptr;
  void* cancel_context_ = nullptr;
  StopReason stop_reason_ = StopReason::none;
};

}  // namespace vgen
