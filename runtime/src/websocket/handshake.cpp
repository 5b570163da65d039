#include <vgen/websocket/handshake.hpp>

#include <vgen/core/base64url.hpp>
#include <vgen/http/field_text.hpp>
#include <vgen/json/bytes.hpp>

#include <boost/uuid/detail/sha1.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace vgen::websocket {
namespace {

using detail::trimmed;

/// RFC 6455, section 1.3.
constexpr std::string_view accept_suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

constexpr std::string_view key_name = "Sec-WebSocket-Key";

/// Whether exactly one field has the key, and it is 16 bytes as base64.
bool has_good_key(const Request& request) noexcept {
  int keys = 0;
  for (const Header& header : request.headers)
    keys += same_header_name(header.name, key_name) ? 1 : 0;
  return keys == 1 && json::detail::base64_size(*request.header(key_name)) == 16;
}

std::string base64(const std::array<std::byte, 20>& bytes) {
  std::string quoted;
  {
    json::Writer out(quoted);
    json::detail::write_base64(out, bytes.data(), bytes.size());
  }
  return quoted.substr(1, quoted.size() - 2);
}

constexpr std::string_view protocol_name = "Sec-WebSocket-Protocol";
constexpr std::string_view token_prefix = "base64url.bearer.vgen.";

/// Whether a text has visible characters only, as `Authorization` must have.
bool is_visible(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

BrowserToken find_browser_token(const Request& request) {
  BrowserToken found;
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, protocol_name)) continue;
    for (std::string_view rest = header.value; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view element = trimmed(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      if (element.starts_with(token_prefix)) {
        const auto token = base64url_bytes(element.substr(token_prefix.size()));
        if (!token || !is_visible(*token) || !found.authorization.empty())
          found.is_malformed = true;
        if (token) found.authorization = "Bearer " + *token;
      } else if (!element.empty()) {
        found.other_protocols.append(found.other_protocols.empty() ? "" : ", ").append(element);
      }
    }
  }
  return found;
}

void hide_browser_token(const BrowserToken& token, std::vector<Header>& headers) {
  const auto is_protocol = [](const Header& header) {
    return same_header_name(header.name, protocol_name);
  };
  std::erase_if(headers, is_protocol);
  if (!token.other_protocols.empty())
    headers.push_back({.name = protocol_name, .value = token.other_protocols});
}

void add_authorization(const BrowserToken& token, std::vector<Header>& headers) {
  if (!find_header(headers, "Authorization"))
    headers.push_back({.name = "Authorization", .value = token.authorization});
}

bool has_token(const Request& request, std::string_view name, std::string_view token) noexcept {
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, name)) continue;
    for (std::string_view rest = header.value; !rest.empty();) {
      const std::size_t comma = rest.find(',');
      if (same_header_name(trimmed(rest.substr(0, comma)), token)) return true;
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
  }
  return false;
}

Upgrade judge_upgrade(const Request& request) noexcept {
  if (!has_token(request, "Connection", "upgrade") || !has_token(request, "Upgrade", "websocket"))
    return Upgrade::not_asked;
  const auto asked = request.header("Sec-WebSocket-Version");
  if (!asked || *asked != version) return Upgrade::other_version;
  return has_good_key(request) ? Upgrade::good : Upgrade::malformed;
}

std::string accept_value(std::string_view key) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(key.data(), key.size());
  hash.process_bytes(accept_suffix.data(), accept_suffix.size());
  unsigned words[5];
  hash.get_digest(words);
  std::array<std::byte, 20> digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::byte>(words[i / 4] >> (24 - 8 * (i % 4)));
  return base64(digest);
}

std::string switching_head(const Request& request, std::string_view protocol,
                           std::string_view extension) {
  std::string head =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: ";
  head += accept_value(request.header(key_name).value_or(std::string_view()));
  if (!protocol.empty()) head.append("\r\nSec-WebSocket-Protocol: ").append(protocol);
  if (!extension.empty()) head.append("\r\nSec-WebSocket-Extensions: ").append(extension);
  return head += "\r\n\r\n";
}

}  // namespace vgen::websocket
