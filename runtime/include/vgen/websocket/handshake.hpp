/// The request that opens a websocket (RFC 6455, section 4).
#pragma once

#include <vgen/http/request.hpp>

#include <string>
#include <string_view>

namespace vgen::websocket {

/// The protocol version that this library speaks.
inline constexpr std::string_view version = "13";

/// The judgement of a server about a request.
enum class Upgrade : unsigned char {
  good,
  not_asked,      ///< A usual request: 426.
  other_version,  ///< Another version of the protocol: 426 with `Sec-WebSocket-Version`.
  malformed,      ///< The key is missing, repeated or not 16 bytes: 400.
};

/// Judges the fields of a GET request (RFC 6455, section 4.2.1).
[[nodiscard]] Upgrade judge_upgrade(const Request& request) noexcept;

/// The value of `Sec-WebSocket-Accept` for the key of a request (RFC 6455, section 4.2.2).
[[nodiscard]] std::string accept_value(std::string_view key);

/// Whether the fields of this name have a token in one of their lists, in any case.
[[nodiscard]] bool has_token(const Request& request, std::string_view name,
                             std::string_view token) noexcept;

/// The token that a page sends as the name of a sub-protocol, because it cannot set headers:
/// `base64url.bearer.vgen.` and the token as base64url. Empty if there is none that a header could
/// hold.
[[nodiscard]] std::string token_of_protocols(const Request& request);

/// The head of the answer that opens the websocket. `protocol`: the chosen sub-protocol; empty for
/// none.
[[nodiscard]] std::string switching_head(const Request& request, std::string_view protocol);

}  // namespace vgen::websocket
