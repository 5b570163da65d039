/// Answers to HTTP requests, which are in the `Response` of their call.
#pragma once

#include <vgen/dispatch/outlet.hpp>

#include <string_view>

namespace vgen {

/// Writes the outcome of a call into its response. Headers that the function has set are kept, by a
/// problem too.
class HttpOutlet final : public Outlet {
 public:
  constexpr HttpOutlet() = default;

  [[nodiscard]] std::string* begin_value(HostedCall& call) override;
  void end_value(HostedCall& /*call*/) override {}
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

/// The outlet of all HTTP requests: it has no state.
inline constinit HttpOutlet http_outlet;

/// Answers an HTTP request with text that never changes, such as a document. It is not copied, and
/// must stay as long as the API is served.
void answer_fixed(HostedCall& call, std::string_view media_type, std::string_view text);

}  // namespace vgen
