/// What happens between an event and its answer.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/input_source.hpp>

#include <exception>

namespace vgen {

/// Takes an event through all stages to the function of its endpoint; see invoker.cpp. Whatever
/// transport the event came by, `HostedCall::begin` has started it, and what comes back goes to the
/// call's outlet.
///
/// `finished`: the outlet has what came back. `suspended`: the function is a coroutine;
/// `completion` is called on the thread of the call when it has ended, and the event must live
/// until then. Throws nothing: whatever goes wrong is an answer. Synchronous functions cost no
/// allocation here.
[[nodiscard]] Progress invoke(const Api& api, const Endpoint& endpoint, const InputSource& source,
                              HostedCall& call, Completion& completion) noexcept;

/// Ends an event whose function has ended later: answers the exception if there is one, and calls
/// the completion.
void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept;

}  // namespace vgen
