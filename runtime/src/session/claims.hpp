#pragma once

#include <vgen/session/options.hpp>
#include <vgen/session/refusal.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::session {

/// The head of a token.
struct TokenHead {
  std::string algorithm{};
  std::string key{};  ///< `kid`; empty if there is none.
  bool is_critical = false;
};

/// The claims that a verifier looks at (RFC 7519, section 4.1).
struct Claims {
  std::optional<double> expires{};  ///< Seconds since 1970.
  std::optional<double> not_before{};
  std::string issuer{};
  std::optional<std::vector<std::string>> audience{};
};

/// Both are none if the text is not an object with unique members of the right types.
[[nodiscard]] std::optional<TokenHead> read_head(std::string_view text);
[[nodiscard]] std::optional<Claims> read_claims(std::string_view text);

[[nodiscard]] Refusal check_claims(const Claims& claims, const JwtOptions& options,
                                   std::chrono::system_clock::time_point now);

}  // namespace vgen::session
