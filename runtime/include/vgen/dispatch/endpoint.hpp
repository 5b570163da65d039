/// A function as the runtime calls it, for any transport.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/services.hpp>

#include <span>
#include <string_view>

namespace vgen {

class HostedCall;

/// Whether an event has ended or will end later.
enum class Progress : unsigned char { finished, suspended };

/// Whether the session of an event is resolved, and whether the function requires it. From the
/// weakest to the strictest.
enum class SessionUse : unsigned char { none, optional, required };

/// How the input of a function is made. The row of a transport has its reader.
struct InputSlot {
  TypeSlot type{};  ///< Size 0 if the function has no input.
  void (*construct)(void* input) = nullptr;
};

/// A permission, without its types. Exactly one of `check` and `start` is given. A list of guards
/// is flat: guards of one alternative follow each other, and so do the alternatives of one
/// requirement. All guards of one alternative must allow the event, in each of the requirements.
struct Guard {
  bool (*check)(HostedCall& call) = nullptr;
  /// Starts a coroutine, which calls `decide` before its end; see start_part.hpp.
  void (*start)(HostedCall& call) = nullptr;
  bool reads_input = false;              ///< The others are asked before the input is read.
  bool alternative_reads_input = false;  ///< Whether one of the guards of its alternative does.
  bool ends_alternative = false;
  bool ends_requirement = false;
  unsigned char alternative = 0;  ///< Its number in the whole list, less than 32.
  unsigned char requirement = 0;  ///< Its number, less than 32.
};

using MiddlewareFunction = Task<void> (*)(Call& call, Next& next);

/// A function and the conditions for running it. A literal: generated code has one in each row of
/// its tables.
struct Endpoint {
  std::string_view name{};  ///< The name on the wire: "getTodo".
  InputSlot input{};
  SessionUse session = SessionUse::none;  ///< `required`: without a session the answer is 401.
  bool has_value = false;  ///< Whether the function returns a value, or its answer has a content.
  bool streams = false;    ///< A subscription: it sends items, and has no limit of time.
  unsigned timeout = 0;    ///< Milliseconds; 0 means the configured limit.
  bool blocking = false;   ///< `run` runs the function on a worker.
  bool suspends = false;   ///< A middleware or a permission may suspend the event.
  /// The permissions. An endpoint that has some requires a session.
  std::span<const Guard> permissions{};
  std::span<const MiddlewareFunction> middleware{};  ///< From the outermost to the innermost.
  /// Runs the function with the contents of the call, and puts its result into the call's outlet.
  /// The caller answers exceptions.
  Progress (*run)(HostedCall& call) = nullptr;
};

}  // namespace vgen
