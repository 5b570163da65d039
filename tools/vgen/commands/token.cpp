#include "tools/vgen/commands/token.hpp"

#include "tools/vgen/support/text_file.hpp"

#include <vgen/session/jwt.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

namespace vgen::tool::commands {
namespace {

/// The claims with an expiry, without which no server accepts a token.
std::string complete_claims(const TokenOptions& options) {
  nlohmann::ordered_json claims = nlohmann::ordered_json::parse(options.claims, nullptr, false);
  if (!claims.is_object()) throw std::runtime_error("--claims is not a JSON object");
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  if (!claims.contains("exp")) {
    claims["exp"] =
        std::chrono::duration_cast<std::chrono::seconds>(now).count() + options.lifetime;
  }
  return claims.dump();
}

}  // namespace

ExitCode token(const TokenOptions& options) {
  try {
    if (options.makes_key) {
      fmt::print("{}\n", session::new_secret_key("dev"));
      return ExitCode::ok;
    }
    if (options.key_file.empty())
      return refuse("token needs --key FILE; 'vgen token --new-key > dev.jwk' makes one");
    const Result<std::string> text = read_text_file(options.key_file);
    if (!text) return refuse(text.error().message);
    const std::vector<session::Jwk> keys = session::read_jwks(*text);
    const auto key = std::ranges::find_if(keys, &session::Jwk::can_sign);
    if (key == keys.end())
      return refuse(options.key_file + " has only public keys, which cannot sign");
    fmt::print("{}\n", session::sign_token(*key, complete_claims(options)));
    return ExitCode::ok;
  } catch (const std::runtime_error& error) {
    return refuse(error.what());
  }
}

}  // namespace vgen::tool::commands
