#pragma once

#include "tools/vgen/emit/schema/schema.hpp"
#include "tools/vgen/model/function.hpp"

#include <span>
#include <string>
#include <string_view>

/// The bodies of errors, `application/problem+json` (RFC 9457), as the runtime writes them.
namespace vgen::tool::emit {

/// An error that the runtime itself may answer.
struct BuiltinProblem {
  int status;
  std::string_view name;         ///< The name of its response: `Malformed`.
  std::string_view type;         ///< `urn:vgen:malformed`
  std::string_view description;  ///< When it is sent.
  bool has_faults = false;       ///< Whether it lists the faults of the input.
};

namespace builtin {

inline constexpr BuiltinProblem malformed{400, "Malformed", "urn:vgen:malformed",
                                          "The body is not valid JSON.", true};
inline constexpr BuiltinProblem unauthorized{
    401, "Unauthorized", "urn:vgen:unauthorized",
    "The operation needs a session, and the request has none."};
inline constexpr BuiltinProblem forbidden{403, "Forbidden", "urn:vgen:forbidden",
                                          "The session does not allow the operation, or the "
                                          "page of another site sent the request."};
inline constexpr BuiltinProblem not_acceptable{
    406, "NotAcceptable", "urn:vgen:not-acceptable",
    "The Accept header allows none of the media types of the answer."};
inline constexpr BuiltinProblem payload_too_large{
    413, "PayloadTooLarge", "urn:vgen:payload-too-large", "The body is too large."};
inline constexpr BuiltinProblem unsupported_media_type{415, "UnsupportedMediaType",
                                                       "urn:vgen:unsupported-media-type",
                                                       "The body has another media type."};
inline constexpr BuiltinProblem validation{422, "Validation", "urn:vgen:validation",
                                           "The input breaks its rules: `errors` lists the faults.",
                                           true};

}  // namespace builtin

/// One fault of an input, as `errors` of a problem lists them.
Json fault_schema();

/// Any problem: the members that all problems have, and the faults that some have. `fault` is the
/// schema of one fault, or a reference to it.
Json problem_schema(const Json& fault);

/// Exactly one problem of the runtime: its type and status are constants.
Json problem_schema(const BuiltinProblem& problem, const Json& fault);

/// A declared error: its fields are beside the members of every problem.
Json problem_schema(SchemaPrinter& printer, const model::ApiModel& api,
                    const model::DeclaredError& error);

/// `NotFoundProblem`: the problem on the wire is not the struct itself, which may also be used as a
/// value elsewhere.
std::string problem_name(const model::ApiModel& api, const model::DeclaredError& error);

}  // namespace vgen::tool::emit
