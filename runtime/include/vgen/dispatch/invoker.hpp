/// The stages between an event and its answer.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/input_source.hpp>

#include <exception>

namespace vgen {

/// Passes an event through all stages to the function of its endpoint; see invoker.cpp. For any
/// transport, `HostedCall::begin` has started the event, and the outcome goes to the call's outlet.
///
/// `finished`: the outlet has the outcome. `suspended`: the function is a coroutine; `completion`
/// is called on the thread of the call when it has ended, and the event must live until then. Does
/// not throw: every failure is an answer. Does not allocate for synchronous functions.
[[nodiscard]] Progress invoke(const Api& api, const Endpoint& endpoint, const InputSource& source,
                              HostedCall& call, Completion& completion) noexcept;

/// Ends an event whose coroutine has ended: answers the exception if there is one, and calls the
/// completion.
void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept;

}  // namespace vgen
