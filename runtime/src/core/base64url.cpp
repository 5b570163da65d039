#include <vgen/core/base64url.hpp>

namespace vgen {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::optional<std::string> base64url_bytes(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  unsigned bits = 0;
  unsigned count = 0;  // of the bits that no byte has taken
  for (const char c : text) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  const bool is_canonical = count < 6 && (bits & ((1U << count) - 1)) == 0;
  return is_canonical ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string base64url_text(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    count += 8;
    for (; count >= 6; count -= 6) text += alphabet[bits >> (count - 6) & 0x3F];
  }
  if (count != 0) text += alphabet[bits << (6 - count) & 0x3F];
  return text;
}

}  // namespace vgen
