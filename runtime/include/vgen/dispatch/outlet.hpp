/// Where the outcome of a call goes.
#pragma once

#include <vgen/http/problem.hpp>

#include <string>

namespace vgen {

class HostedCall;

/// Puts the outcome of a call into the form of one transport. Each call has one outcome: a value,
/// the news that there is none, or a problem. Used on the thread of the call.
class Outlet {
 public:
  /// Prepares the answer for a value. The caller appends its JSON to the text that is returned, and
  /// then calls `end_value`. Null: the function has answered by itself, so its value is not wanted.
  [[nodiscard]] virtual std::string* begin_value(HostedCall& call) = 0;
  /// The value is complete.
  virtual void end_value(HostedCall& call) = 0;
  /// The function has ended well and returned no value.
  virtual void nothing(HostedCall& call) = 0;
  /// The call has failed. Takes back a value that was begun and not ended. If there is no memory to
  /// say more, the answer is only that something went wrong.
  virtual void problem(HostedCall& call, Problem problem) noexcept = 0;

 protected:
  constexpr Outlet() = default;
  ~Outlet() = default;
  Outlet(const Outlet&) = default;
  Outlet& operator=(const Outlet&) = default;
};

}  // namespace vgen
