/// The request that opens a websocket (RFC 6455, section 4).
#pragma once

#include <vgen/http/request.hpp>

#include <string>
#include <string_view>
#include <vector>

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

/// The token that a browser has put among its sub-protocols, because its pages cannot set header
/// fields.
struct BrowserToken {
  bool is_malformed = false;      ///< There are two of them, or it is not base64url.
  std::string authorization{};    ///< `Bearer TOKEN`; empty if there is none.
  std::string other_protocols{};  ///< The value of `Sec-WebSocket-Protocol` without it.
};

/// Finds `base64url.bearer.vgen.TOKEN`, where TOKEN is base64url (RFC 4648, section 5).
[[nodiscard]] BrowserToken find_browser_token(const Request& request);

/// Takes the token out of the fields, so that nobody sees or logs it there. The views in `headers`
/// then refer to `token`.
void hide_browser_token(const BrowserToken& token, std::vector<Header>& headers);
/// Adds it as `Authorization`, unless the client has sent such a field itself.
void add_authorization(const BrowserToken& token, std::vector<Header>& headers);

/// The head of the answer that opens the websocket. `protocol`: the chosen sub-protocol;
/// `extension`: the accepted one, see `accepted_deflate`. Empty for none.
[[nodiscard]] std::string switching_head(const Request& request, std::string_view protocol,
                                         std::string_view extension = {});

}  // namespace vgen::websocket
