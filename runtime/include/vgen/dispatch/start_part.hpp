/// Coroutines that are stages of an event. Light: `vgen/core/task.hpp` makes `Task` complete.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <exception>

namespace vgen {

/// Called when a coroutine of an event has ended, with the exception that ended it or null.
using PartEnded = void (*)(HostedCall& call, const std::exception_ptr& exception) noexcept;

/// Runs the task on the call's executor as one stage of the event. While it runs, a request to end
/// cancels what it waits for.
void start_part(HostedCall& call, Task<void> task, PartEnded ended);

/// Continues an event whose session or permission was found by a coroutine.
void stage_ended(HostedCall& call, const std::exception_ptr& exception) noexcept;

/// The result of a permission that is a coroutine, before its `stage_ended`.
void decide(HostedCall& call, bool allowed) noexcept;

/// Stores the session that a coroutine has found, before its `stage_ended`. `make(place)`
/// constructs it. Not called without a session.
void store_session(HostedCall& call, const TypeSlot& slot, void (*make)(void* place, void* from),
                   void* from);

}  // namespace vgen
