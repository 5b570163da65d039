#include "scheme.hpp"

#include <vgen/session/jwt.hpp>

#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen::session {
namespace {

JwtOptions complete(JwtOptions options) {
  if (!options.jwks_file.empty() || !options.jwks.empty()) return options;
  options.jwks_file = environment("VGEN_JWKS_FILE");
  options.jwks = environment("VGEN_JWKS");
  if (options.jwks_file.empty() && options.jwks.empty()) {
    throw std::invalid_argument(
        "the scheme bearer_jwt has no key: set the environment variable VGEN_JWKS_FILE to a file "
        "with a JSON Web Key Set, or give ServerOptions::sessions.jwt one");
  }
  return options;
}

/// `Authorization: Bearer TOKEN` (RFC 6750).
class BearerScheme final : public Scheme {
 public:
  BearerScheme(const JwtOptions& options, const SessionCodec& codec)
      : verifier_(complete(options)), codec_(codec) {}

  Outcome make_session(void* storage, const Call& call) override {
    const std::optional<std::string_view> token = find_credentials(call, "Bearer");
    if (!token) return {};
    const VerifiedToken verified = verifier_.verify(*token, call.clock().now());
    if (verified.refusal != Refusal::none) return refused(verified.refusal);
    if (!codec_.read(verified.claims, storage)) return refused(Refusal::session);
    return {.found = true, .expires = verified.expires};
  }
  [[nodiscard]] std::string challenge(std::string_view refusal) const override {
    if (refusal.empty()) return "Bearer";
    return R"(Bearer error="invalid_token", error_description=")" + std::string(refusal) + '"';
  }
  [[nodiscard]] bool is_deliberate(const Call& call) const override {
    return call.header("Authorization").has_value();
  }

 private:
  static Outcome refused(Refusal refusal) {
    return {.refusal = "the token " + std::string(text_of(refusal))};
  }

  JwtVerifier verifier_;
  const SessionCodec& codec_;
};

}  // namespace

std::unique_ptr<Scheme> make_bearer_scheme(const JwtOptions& options, const SessionCodec& codec) {
  try {
    return std::make_unique<BearerScheme>(options, codec);
  } catch (const std::runtime_error& error) {
    throw std::invalid_argument(std::string("the scheme bearer_jwt cannot be used: ") +
                                error.what());
  }
}

}  // namespace vgen::session
