/// Waiting inside a function.
#pragma once

#include <vgen/core/task.hpp>

#include <chrono>

namespace vgen {

class Call;

/// Waits on the clock of the event, without a thread: `auto pause = vgen::sleep(call, 2s); co_await
/// std::move(pause);`. So a test moves the time. Returns at once for times that are not more than
/// 0.
///
/// If the event is asked to end (its deadline, a client that is gone, the stop of the server), it
/// throws `boost::system::system_error` with `operation_aborted`: a function that lets it pass ends
/// with the answer for that reason. The call must outlive it, and it must be awaited in the
/// coroutine of the event.
[[nodiscard]] Task<void> sleep(Call& call, std::chrono::nanoseconds time);

}  // namespace vgen
