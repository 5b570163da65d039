/// Answers a call that has failed, for any transport.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/http/problem.hpp>

#include <exception>
#include <string>

namespace vgen {

/// Puts a problem into the outlet of the call, with instance and request id.
void answer_problem(HostedCall& call, Problem problem);
/// Answers with the problem of a built-in error.
void answer_error(HostedCall& call, ErrorKind kind, std::string detail = {});
/// Answers an exception: a `vgen::Error` with its own status, any other with 500. The text of an
/// unexpected exception goes only to the log.
void answer_exception(HostedCall& call, const std::exception_ptr& exception) noexcept;

/// The method, route and operation of an event, for a line of the log: "POST /todos/{id}
/// updateTodo". Parts that do not exist are left out.
[[nodiscard]] std::string name_event(const HostedCall& call);

}  // namespace vgen
