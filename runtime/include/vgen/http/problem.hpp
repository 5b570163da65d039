/// Problem details: what an error looks like on the wire (RFC 9457).
#pragma once

#include <vgen/core/error.hpp>
#include <vgen/core/faults.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

inline constexpr std::string_view problem_media_type = "application/problem+json";

/// What the problems of one type have in common.
struct ProblemKind {
  std::string_view type{};   ///< A URN: "urn:vgen:not-found".
  std::string_view title{};  ///< The same for all of them: "Not found".
  int status = 500;

  bool operator==(const ProblemKind&) const = default;
};

/// The problem type of a built-in error.
[[nodiscard]] ProblemKind kind_of(ErrorKind kind) noexcept;

/// A problem. What is empty is left out on the wire.
struct Problem {
  std::string type{};
  std::string title{};
  int status = 500;
  std::string detail{};      ///< A sentence about this one, for the client to read.
  std::string instance{};    ///< A URI for this one.
  std::string request_id{};  ///< The key to the server's log.
  std::vector<Fault> errors{};
  std::string members{};  ///< Of a declared error: a JSON object whose members follow the others.

  bool operator==(const Problem&) const = default;
};

/// The problem of a built-in error.
[[nodiscard]] Problem problem_of(ErrorKind kind, std::string detail = {});

/// Appends the problem as a JSON object.
void write_problem(std::string& out, const Problem& problem);

}  // namespace vgen
