/// The errors that every API has, for functions to throw and for the runtime to answer with.
#pragma once

#include <exception>
#include <string>
#include <utility>

namespace vgen {

/// The kinds of errors, independent of the transport. `vgen/http/problem.hpp` has the type, title
/// and status of each.
enum class ErrorKind : unsigned char {
  malformed,
  validation,
  unauthorized,
  forbidden,
  not_found,
  method_not_allowed,
  not_acceptable,
  timeout,
  payload_too_large,
  unsupported_media_type,
  header_too_large,
  too_many_requests,
  contract_mismatch,
  internal,
  unavailable,
  misdirected,
  not_implemented,
  version_not_supported,
  precondition_failed,
  range_not_satisfiable,
};

/// A built-in error that a function may throw instead of declaring one. The answer has its status
/// and problem type.
///
/// The detail goes to the client, so it must not contain secrets. Every other exception is answered
/// with 500 and the request id only.
class Error : public std::exception {
 public:
  explicit Error(ErrorKind kind, std::string detail = {})
      : kind_(kind), detail_(std::move(detail)) {}

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  /// A sentence for the client; may be empty.
  [[nodiscard]] const std::string& detail() const noexcept { return detail_; }
  [[nodiscard]] const char* what() const noexcept override {
    return detail_.empty() ? "vgen::Error" : detail_.c_str();
  }

 private:
  ErrorKind kind_;
  std::string detail_;
};

}  // namespace vgen
