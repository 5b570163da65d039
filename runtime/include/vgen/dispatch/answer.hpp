/// Putting problems into the answer of a call.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/http/problem.hpp>

#include <exception>
#include <string>

namespace vgen {

/// Answers with a problem, whatever was in the answer before; headers that were set are kept. Adds
/// instance and request id.
void answer_problem(HostedCall& call, Problem problem);
/// Answers with the problem of a built-in error.
void answer_error(HostedCall& call, ErrorKind kind, std::string detail = {});
/// Answers what was thrown: a `vgen::Error` as it says, all else with 500. The text of an
/// unexpected exception goes to the log only.
void answer_exception(HostedCall& call, const std::exception_ptr& exception) noexcept;
/// Answers with text that never changes, such as a document. It is not copied, and must stay as
/// long as the API is served.
void answer_fixed(HostedCall& call, std::string_view media_type, std::string_view text);

}  // namespace vgen
