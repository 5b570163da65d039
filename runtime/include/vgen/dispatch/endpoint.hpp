/// A function as the runtime calls it, for any transport.
#pragma once

#include <vgen/core/services.hpp>

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

/// A function and the conditions for running it. A literal: generated code has one in each row of
/// its tables.
struct Endpoint {
  std::string_view name{};  ///< The name on the wire: "getTodo".
  InputSlot input{};
  SessionUse session = SessionUse::none;  ///< `required`: without a session the answer is 401.
  bool has_value = false;                 ///< Whether the function returns a value.
  bool streams = false;  ///< A subscription: it sends items, and has no limit of time.
  unsigned timeout = 0;  ///< Milliseconds; 0 means the configured limit.
  /// Runs the function with the contents of the call, and puts its result into the call's outlet.
  /// The caller answers exceptions.
  Progress (*run)(HostedCall& call) = nullptr;
};

}  // namespace vgen
