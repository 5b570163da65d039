/// Answers to HTTP requests, written into the `Response` of their call.
#pragma once

#include <vgen/dispatch/outlet.hpp>

#include <string_view>

namespace vgen {

/// Writes the outcome of a call into its response. Keeps the headers that the function has set,
/// also for a problem.
class HttpOutlet final : public Outlet {
 public:
  constexpr HttpOutlet() = default;

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& /*call*/) override {}
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

/// The outlet of all HTTP requests. It has no state.
inline constinit HttpOutlet http_outlet;

/// Answers an HTTP request with text that never changes, such as a document. The text is not copied
/// and must exist as long as the API is served.
void answer_fixed(HostedCall& call, std::string_view media_type, std::string_view text);

}  // namespace vgen
