/// Why a token is refused.
#pragma once

#include <string_view>

namespace vgen::session {

enum class Refusal : unsigned char {
  none,
  shape,      ///< Not three parts.
  encoding,   ///< A part is not canonical base64url.
  json,       ///< Head or claims are not a JSON object with unique members of the right types.
  critical,   ///< It has `crit`: extensions that a recipient has to know.
  algorithm,  ///< `none`, an unknown algorithm, or one that is not accepted.
  key,        ///< No key has its `kid` and algorithm.
  signature,
  no_expiry,  ///< It has no `exp`.
  expired,
  not_yet,  ///< `nbf` is in the future.
  issuer,
  audience,
  session,  ///< The claims do not make a session of the API.
};

/// A phrase for the log and the client: "has expired".
[[nodiscard]] std::string_view text_of(Refusal refusal) noexcept;

}  // namespace vgen::session
