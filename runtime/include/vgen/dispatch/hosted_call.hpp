/// The side of a call that hosts, the invoker and generated code see. Functions see `Call`.
#pragma once

#include <vgen/core/arena.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/core/services.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/dispatch/operation.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

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

/// A call as its host owns it: made once a connection and used again for each request, so that it
/// keeps its memory.
class HostedCall final : public Call {
 public:
  explicit HostedCall(const CallHost& host);
  ~HostedCall() { end(); }

  /// Starts an event for the request that is in the call. Its views must be valid until it has
  /// ended and the answer was taken.
  void begin() noexcept;
  void begin(const Request& request) noexcept {
    request_ = request;
    begin();
  }
  /// Of the event that will be started next; to be filled in place.
  [[nodiscard]] Request& next_request() noexcept { return request_; }
  void set_deadline(std::chrono::steady_clock::time_point deadline) noexcept {
    deadline_ = deadline;
  }
  [[nodiscard]] Response& response() noexcept { return response_; }

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

  /// Memory for an object of the event.
  [[nodiscard]] void* allocate(const TypeSlot& type) {
    return arena_.allocate(type.size, type.align);
  }
  /// The object is there now: it will be destroyed.
  void hold(void* object, const TypeSlot& type) noexcept {
    held_[held_count_++] = {object, type.destroy};
  }

  void* services = nullptr;
  void* input = nullptr;
  void* session = nullptr;  ///< Null if there is none.
  const Operation* operation = nullptr;
  Completion* completion = nullptr;  ///< Of an event that is suspended.

  /// Runs what was deferred and destroys the event's objects.
  void end() noexcept;

  // For the answer.

  /// The status of a successful answer: what the function set, or that of the operation.
  [[nodiscard]] int success_status() const noexcept {
    return status_ != 0 ? status_ : operation->status;
  }
  [[nodiscard]] bool has_own_status() const noexcept { return status_ != 0; }
  /// Whether the function answered by itself: by a redirect or raw bytes.
  [[nodiscard]] bool answered() const noexcept { return answered_; }

  // Reused memory of the input stage.

  Faults faults;
  std::string text;     ///< A decoded value.
  std::string pointer;  ///< Where it stands.

 private:
  struct Held {
    void* object;
    void (*destroy)(void* object) noexcept;
  };

  void run_deferred() noexcept;

  Arena arena_;
  std::array<Held, 4> held_{};
  std::size_t held_count_ = 0;
  void (*cancel_)(void* context) noexcept = nullptr;
  void* cancel_context_ = nullptr;
  StopReason stop_reason_ = StopReason::none;
};

}  // namespace vgen
