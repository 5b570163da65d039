/// The problems that a server answers (RFC 9457), as a client sees them. Light: no Boost.
#pragma once

#include <string>
#include <vector>

namespace vgen::client {

/// One fault of an input.
struct InputFault {
  std::string in{};  ///< `body`, `query`, `path`, `header`, `cookie`, `message` or `params`.
  /// A JSON Pointer from the root of the input, such as `/labels/3`. Empty for the whole input.
  std::string pointer{};
  /// The broken rule: a keyword of JSON Schema such as `minimum`, or a code of vgen such as
  /// `required`.
  std::string code{};
  std::string message{};  ///< For people: `must be at least 1`.

  bool operator==(const InputFault&) const = default;
};

/// Any problem that the operation does not declare. Its type may be one that this client does not
/// know, because the server may be newer.
struct ServerProblem {
  std::string type{};  ///< A URN: `urn:vgen:unauthorized`.
  std::string title{};
  int status = 0;
  std::string detail{};  ///< What went wrong this time. May be empty.
  std::string instance{};
  std::string request_id{};  ///< With it you find the request in the server's log.
  std::vector<InputFault> errors{};
  std::string json{};  ///< The whole problem, with the members that are not listed here.

  bool operator==(const ServerProblem&) const = default;
};

/// The input breaks its rules (`urn:vgen:validation`): `errors` lists the faults.
struct ValidationProblem : ServerProblem {
  bool operator==(const ValidationProblem&) const = default;
};

}  // namespace vgen::client
