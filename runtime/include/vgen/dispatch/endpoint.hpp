/// A function as the runtime calls it, whatever transport an event comes by.
#pragma once

#include <vgen/core/services.hpp>

#include <string_view>

namespace vgen {

class HostedCall;

/// Whether an event has ended or will end later.
enum class Progress : unsigned char { finished, suspended };

/// Whether the session of an event is looked for, and whether the function can do without it. In
/// the order of what they ask for.
enum class SessionUse : unsigned char { none, optional, required };

/// How the input of a function is made. How it is read is part of the row of a transport.
struct InputSlot {
  TypeSlot type{};  ///< Size 0: the function takes none.
  void (*construct)(void* input) = nullptr;
};

/// A function and what must hold before it runs. A literal: generated code has one in each row of
/// its tables.
struct Endpoint {
  std::string_view name{};  ///< On the wire: "getTodo".
  InputSlot input{};
  SessionUse session = SessionUse::none;  ///< `required`: without a session it is not run: 401.
  bool has_value = false;                 ///< Whether the function returns a value.
  unsigned timeout = 0;                   ///< Milliseconds; 0: the configured limit.
  /// Runs the function on what the call holds, and puts what comes back into the call's outlet. The
  /// caller answers what it throws.
  Progress (*run)(HostedCall& call) = nullptr;
};

}  // namespace vgen
