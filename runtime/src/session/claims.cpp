#include "claims.hpp"

#include "members.hpp"

#include <vgen/json/array_reader.hpp>

#include <algorithm>

namespace vgen::session {
namespace {

void read_number(json::Reader& in, std::optional<double>& value) {
  double number = 0;
  if (in.number(number)) value = number;
}

/// One audience, or a list of them.
void read_audience(json::Reader& in, std::optional<std::vector<std::string>>& audience) {
  audience.emplace();
  if (in.peek() != '[') {
    in.string(audience->emplace_back());
    return;
  }
  json::ArrayReader list(in);
  while (list.next()) in.string(audience->emplace_back());
  list.finish({});
}

}  // namespace

std::optional<TokenHead> read_head(std::string_view text) {
  TokenHead head;
  const bool is_good = read_members(text, [&](const std::string& name, json::Reader& in) {
    if (name == "alg") {
      in.string(head.algorithm);
    } else if (name == "kid") {
      in.string(head.key);
    } else {
      head.is_critical = head.is_critical || name == "crit";
      in.skip();
    }
  });
  return is_good ? std::optional(std::move(head)) : std::nullopt;
}

std::optional<Claims> read_claims(std::string_view text) {
  Claims claims;
  const bool is_good = read_members(text, [&](const std::string& name, json::Reader& in) {
    if (name == "exp") {
      read_number(in, claims.expires);
    } else if (name == "nbf") {
      read_number(in, claims.not_before);
    } else if (name == "iss") {
      in.string(claims.issuer);
    } else if (name == "aud") {
      read_audience(in, claims.audience);
    } else {
      in.skip();
    }
  });
  return is_good ? std::optional(std::move(claims)) : std::nullopt;
}

Refusal check_claims(const Claims& claims, const JwtOptions& options,
                     std::chrono::system_clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now.time_since_epoch()).count();
  const auto leeway = static_cast<double>(options.leeway.count());
  if (!claims.expires) return Refusal::no_expiry;
  if (*claims.expires + leeway <= seconds) return Refusal::expired;
  if (claims.not_before && *claims.not_before - leeway > seconds) return Refusal::not_yet;
  if (!options.issuer.empty() && claims.issuer != options.issuer) return Refusal::issuer;
  const bool is_for_us =
      options.audience.empty()
          ? !claims.audience
          : claims.audience &&
                std::ranges::find(*claims.audience, options.audience) != claims.audience->end();
  return is_for_us ? Refusal::none : Refusal::audience;
}

std::string_view text_of(Refusal refusal) noexcept {
  switch (refusal) {
    case Refusal::none: return "";
    case Refusal::shape: return "does not have three parts";
    case Refusal::encoding: return "has a part that is not base64url";
    case Refusal::json: return "has a part that is not a JSON object";
    case Refusal::critical: return "has critical extensions";
    case Refusal::algorithm: return "has an algorithm that is not accepted";
    case Refusal::key: return "was signed by an unknown key";
    case Refusal::signature: return "has a wrong signature";
    case Refusal::no_expiry: return "has no expiry";
    case Refusal::expired: return "has expired";
    case Refusal::not_yet: return "is not valid yet";
    case Refusal::issuer: return "has another issuer";
    case Refusal::audience: return "has another audience";
    case Refusal::session: return "is not a session of this API";
  }
  return "";
}

}  // namespace vgen::session
