/// Runs a function on a worker.
#pragma once

#include <vgen/dispatch/endpoint.hpp>

namespace vgen {

class HostedCall;

/// Runs `run`, which must not suspend, on a worker of the call's host, and puts its outcome into
/// the outlet of the call on the thread of the call. A host without workers runs it at once. While
/// it waits for a worker, a request to end takes it out of the queue. If the queue is full, the
/// answer is 503 with Retry-After.
[[nodiscard]] Progress start_blocking(HostedCall& call, Progress (*run)(HostedCall& call));

}  // namespace vgen
