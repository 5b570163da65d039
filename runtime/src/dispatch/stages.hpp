/// The stages of an event, and how an event is kept that may be suspended between two of them.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/input_source.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string_view>

namespace vgen {

struct MiddlewareRun;

/// The result of a stage. `answered`: the stage has answered, and no later stage runs. `suspended`:
/// the event goes on later, with the same stage.
enum class Outcome : unsigned char { next, answered, suspended };

/// How far the permissions were asked. There are two passes: without the input, and with it.
struct PermissionState {
  std::uint32_t refused = 0;       ///< Alternatives, a bit for each.
  std::uint32_t met = 0;           ///< Requirements, a bit for each.
  std::uint16_t next = 0;          ///< The guard to ask next.
  bool is_open = false;            ///< An alternative of the present requirement is not refused.
  std::optional<bool> decision{};  ///< Of a guard that is a coroutine, when it has ended.
};

/// An event on its way through the stages.
struct Event {
  const Api& api;
  const Endpoint& endpoint;
  const InputSource& source;
  HostedCall& call;
  PermissionState permissions{};
  bool session_is_known = false;
  std::string_view session_refusal{};  ///< Why the request did not bring a session.
};

/// An event that may be suspended before its function. In the arena of its call; `Event` alone is
/// on the stack.
struct LongEvent : Event {
  LongEvent(const Event& event, const InputSource& input)
      : Event{.api = event.api,
              .endpoint = event.endpoint,
              .source = own_source,
              .call = event.call},
        own_source(input) {}
  LongEvent(const LongEvent&) = delete;
  LongEvent& operator=(const LongEvent&) = delete;

  const InputSource own_source;
  std::size_t stage = 0;
  std::size_t next_middleware = 0;
  MiddlewareRun* innermost = nullptr;  ///< The last middleware that has begun and not ended.
};

/// Runs what is left of the event. Does not throw: failures are answers.
[[nodiscard]] Progress run_rest(LongEvent& event) noexcept;

/// The rest has its answer: a middleware that waits for it continues, or the event ends.
void hand_out(LongEvent& event) noexcept;

/// Starts the next middleware of the event.
void start_middleware(LongEvent& event);

/// The rest has its answer, for which this middleware waits.
void resume_middleware(MiddlewareRun& run) noexcept;

/// Answers an event that was asked to end and has ended by an exception.
void answer_end(HostedCall& call, const std::exception_ptr& exception) noexcept;

}  // namespace vgen
