/// Answers a call that has failed, for any transport.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/http/problem.hpp>

#include <exception>
#include <optional>
#include <string>

namespace vgen {

/// Puts a problem into the outlet of the call, with instance and request id.
void answer_problem(HostedCall& call, Problem problem);
/// Answers with the problem of a built-in error.
void answer_error(HostedCall& call, ErrorKind kind, std::string detail = {});
/// The problem in the form of the host's `problem_writer`. None without a writer, and if it fails,
/// which is logged.
[[nodiscard]] std::optional<WrittenProblem> written_by_host(HostedCall& call,
                                                            const Problem& problem);
/// Appends the problem as JSON for a message of any transport: in the form of the host's
/// `problem_writer` if that is JSON, else in the usual one.
void append_problem(json::Destination out, HostedCall& call, const Problem& problem);
/// Answers an exception: a `vgen::Error` with its own status, any other with 500. The text of an
/// unexpected exception goes only to the log.
void answer_exception(HostedCall& call, const std::exception_ptr& exception) noexcept;

/// The method, route and operation of an event, for a line of the log: "POST /todos/{id}
/// updateTodo". Parts that do not exist are left out.
[[nodiscard]] std::string name_event(const HostedCall& call);

}  // namespace vgen
