/// What happens between a request that was routed and its answer.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/router.hpp>

#include <exception>
#include <variant>

namespace vgen {

/// An input that is spread over an HTTP request, which is in the call.
struct HttpSource {
  const PathValues* path = nullptr;
};

/// Where the input of an operation comes from. A closed choice: the JSON text of a message (RPC,
/// channels) will be the second alternative.
using InputSource = std::variant<HttpSource>;

/// Runs an operation through all stages; see invoker.cpp. The request is in the call, and so is the
/// answer afterwards.
///
/// `finished`: the answer stands. `suspended`: the function is a coroutine; `completion` will be
/// told on the thread of the call, whose event must live until then. Throws nothing: whatever goes
/// wrong is an answer. Synchronous functions cost no allocation here.
[[nodiscard]] Progress invoke(const Api& api, const Operation& operation, const InputSource& source,
                              HostedCall& call, Completion& completion) noexcept;

/// Ends an event whose function has ended later: answers the exception if there is one, and tells
/// the completion.
void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept;

}  // namespace vgen
