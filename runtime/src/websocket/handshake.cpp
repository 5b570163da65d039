#include <vgen/websocket/handshake.hpp>

#include <vgen/json/bytes.hpp>

#include <boost/uuid/detail/sha1.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace vgen::websocket {
namespace {

/// RFC 6455, section 1.3.
constexpr std::string_view accept_suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

constexpr std::string_view key_name = "Sec-WebSocket-Key";

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

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

}  // namespace

namespace {

constexpr std::string_view token_prefix = "base64url.bearer.vgen.";

/// The bits of a character of base64url; negative for any other one.
int bits_of(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

/// Empty if the text is not base64url of visible characters.
std::string visible_text(std::string_view base64url) {
  std::string text;
  unsigned bits = 0;
  int count = 0;
  for (const char c : base64url) {
    const int six = bits_of(c);
    if (six < 0) return {};
    bits = bits << 6 | static_cast<unsigned>(six);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const auto byte = static_cast<char>(bits >> count & 0xFFU);
    if (byte <= ' ' || byte == '\x7F') return {};
    text += byte;
  }
  return text;
}

}  // namespace

std::string token_of_protocols(const Request& request) {
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, "Sec-WebSocket-Protocol")) continue;
    for (std::string_view rest = header.value; !rest.empty();) {
      const std::size_t comma = rest.find(',');
      const std::string_view name = trimmed(rest.substr(0, comma));
      if (name.starts_with(token_prefix)) return visible_text(name.substr(token_prefix.size()));
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
  }
  return {};
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

std::string switching_head(const Request& request, std::string_view protocol) {
  std::string head =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: ";
  head += accept_value(request.header(key_name).value_or(std::string_view()));
  if (!protocol.empty()) head.append("\r\nSec-WebSocket-Protocol: ").append(protocol);
  return head += "\r\n\r\n";
}

}  // namespace vgen::websocket
