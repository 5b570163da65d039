/// The receiver of the outcome of a call.
#pragma once

#include <vgen/http/problem.hpp>
#include <vgen/json/destination.hpp>

#include <string>

namespace vgen {

class HostedCall;

/// Puts the outcome of a call into the form of one transport. Each call has one outcome: a value,
/// no value, or a problem. Used on the thread of the call.
class Outlet {
 public:
  /// Prepares the answer for a value. The caller appends its JSON to the returned text, and then
  /// calls `end_value`. No text if the function has already answered itself, so that its value is
  /// not used.
  [[nodiscard]] virtual json::Destination begin_value(HostedCall& call) = 0;
  /// The value is complete.
  virtual void end_value(HostedCall& call) = 0;
  /// The function has succeeded and returned no value.
  virtual void nothing(HostedCall& call) = 0;
  /// The call has failed. Removes a value that was begun and not ended. If there is not enough
  /// memory for the problem, the answer has no details.
  virtual void problem(HostedCall& call, Problem problem) noexcept = 0;

 protected:
  constexpr Outlet() = default;
  ~Outlet() = default;
  Outlet(const Outlet&) = default;
  Outlet& operator=(const Outlet&) = default;
};

}  // namespace vgen
