/// Starts the functions of subscriptions.
#pragma once

#include <vgen/core/task.hpp>
#include <vgen/dispatch/endpoint.hpp>

namespace vgen {

class HostedCall;

/// Calls a subscription with the contents of the call and its stream.
using StreamFunction = Task<void> (*)(HostedCall& call);

/// Runs a subscription on the executor of the call. Its end, or what it throws, goes to the outlet.
/// See `start_task` for the end of the event.
[[nodiscard]] Progress start_stream(HostedCall& call, StreamFunction function);

}  // namespace vgen
