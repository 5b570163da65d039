/// Problem details: the form of an error on the wire (RFC 9457).
#pragma once

#include <vgen/core/error.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/json/destination.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

inline constexpr std::string_view problem_media_type = "application/problem+json";

/// The members that are the same for all problems of one type.
struct ProblemKind {
  std::string_view type{};   ///< A URN: "urn:vgen:not-found".
  std::string_view title{};  ///< The same for all of them: "Not found".
  int status = 500;

  bool operator==(const ProblemKind&) const = default;
};

/// The problem type of a built-in error.
[[nodiscard]] ProblemKind kind_of(ErrorKind kind) noexcept;

/// A problem. Empty members are left out on the wire.
struct Problem {
  std::string type{};
  std::string title{};
  int status = 500;
  std::string detail{};      ///< A sentence about this occurrence, for the client to read.
  std::string instance{};    ///< A URI for this occurrence.
  std::string request_id{};  ///< The id under which the server's log has the reason.
  std::vector<Fault> errors{};
  std::string members{};  ///< For a declared error: a JSON object. Its members follow the others.

  bool operator==(const Problem&) const = default;
};

/// The problem of a built-in error.
[[nodiscard]] Problem problem_of(ErrorKind kind, std::string detail = {});

/// A problem in the form of an API of its own.
struct WrittenProblem {
  std::string media_type{};
  std::string text{};

  bool operator==(const WrittenProblem&) const = default;
};
using ProblemWriter = std::function<WrittenProblem(const Problem& problem)>;

/// Appends the problem as a JSON object.
void write_problem(json::Destination out, const Problem& problem);

}  // namespace vgen
