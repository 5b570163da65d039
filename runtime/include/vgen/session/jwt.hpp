/// JSON web tokens (RFC 7519) with a signature (RFC 7515, compact form).
#pragma once

#include <vgen/session/jwk.hpp>
#include <vgen/session/options.hpp>
#include <vgen/session/refusal.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace vgen::session {

class KeySet;
class VerifiedTokens;

/// What a verifier says of a token.
struct VerifiedToken {
  Refusal refusal = Refusal::none;
  std::string claims{};  ///< The claims as JSON; empty if the token is refused.
  /// The end of the token, with the leeway.
  std::chrono::system_clock::time_point expires{};
};

/// Verifies tokens. May be used by several threads at once.
class JwtVerifier {
 public:
  /// Throws `std::runtime_error` with one sentence if there is no usable key.
  explicit JwtVerifier(JwtOptions options);
  ~JwtVerifier();

  [[nodiscard]] VerifiedToken verify(std::string_view token,
                                     std::chrono::system_clock::time_point now);

 private:
  VerifiedToken verify_anew(std::string_view token, std::chrono::system_clock::time_point now);

  const JwtOptions options_;
  std::unique_ptr<KeySet> keys_;
  std::unique_ptr<VerifiedTokens> verified_;
};

/// A token with these claims, which are the text of a JSON object. Throws `std::runtime_error` if
/// the key cannot sign.
[[nodiscard]] std::string sign_token(const Jwk& key, std::string_view claims);

}  // namespace vgen::session
