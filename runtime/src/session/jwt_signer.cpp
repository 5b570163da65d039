#include <vgen/core/base64url.hpp>
#include <vgen/session/jwt.hpp>

#include <vgen/json/writer.hpp>

#include <stdexcept>

namespace vgen::session {

std::string sign_token(const Jwk& key, std::string_view claims) {
  if (!key.can_sign()) throw std::runtime_error("the key has no private part, so it cannot sign");
  std::string head = R"({"alg":")" + std::string(name_of(key.algorithm())) + R"(","typ":"JWT")";
  if (!key.id().empty()) {
    head += R"(,"kid":)";
    json::Writer(head).string(key.id());
  }
  const std::string text = base64url_text(head + "}") + '.' + base64url_text(claims);
  return text + '.' + base64url_text(key.sign(text));
}

}  // namespace vgen::session
