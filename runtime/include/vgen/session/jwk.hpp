/// Keys of tokens (RFC 7517, RFC 7518, RFC 8037).
#pragma once

#include <vgen/session/options.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::session {

/// One key. The kind of the key decides its algorithm, never the token. May be used by several
/// threads at once.
class Jwk {
 public:
  struct Parts;
  explicit Jwk(std::unique_ptr<Parts> parts);
  ~Jwk();
  Jwk(Jwk&&) noexcept;
  Jwk& operator=(Jwk&&) noexcept;

  [[nodiscard]] JwtAlgorithm algorithm() const noexcept;
  [[nodiscard]] const std::string& id() const noexcept;  ///< Its `kid`; empty if it has none.
  /// Whether `signature` is that of `text`.
  [[nodiscard]] bool verifies(std::string_view text, std::string_view signature) const;
  /// Whether it can sign: an HMAC key, or one with its private part.
  [[nodiscard]] bool can_sign() const noexcept;
  [[nodiscard]] std::string sign(std::string_view text) const;

 private:
  std::unique_ptr<Parts> parts_;
};

/// The usable keys of a JSON Web Key Set, or of a single key. Keys of other kinds are left out, as
/// are weak ones: RSA below 2,048 bits, HMAC below 32 bytes. Throws `std::runtime_error` with one
/// sentence if the text is not JSON or no key is left.
[[nodiscard]] std::vector<Jwk> read_jwks(std::string_view text);

/// A new secret for HS256, as a JSON Web Key.
[[nodiscard]] std::string new_secret_key(std::string_view id);

/// "HS256"
[[nodiscard]] std::string_view name_of(JwtAlgorithm algorithm) noexcept;

}  // namespace vgen::session
