/// Starts the coroutine of a function. Slow to parse (Boost.Asio).
#pragma once

#include <vgen/core/task.hpp>
#include <vgen/dispatch/hosted_call.hpp>

namespace vgen {

/// Runs the task on the call's executor. Its end, also by an exception, ends the event: see
/// `finish_later`.
void start_task(HostedCall& call, Task<void> task);

}  // namespace vgen
