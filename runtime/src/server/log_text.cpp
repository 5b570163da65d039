#include "log_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace vgen::server {
namespace {

/// A character, or one byte that is not part of a character.
struct Character {
  std::size_t size = 1;
  std::uint32_t code = 0;
  bool good = false;
};

bool continues(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}

/// The character at the beginning of a text that is not empty (RFC 3629).
Character first_of(std::string_view text) noexcept {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80) return {.code = byte, .good = true};
  const std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
  std::uint32_t code = byte & (0x7FU >> size);
  for (std::size_t at = 1; at < size; ++at) {
    if (!continues(text, at)) return {.code = byte};
    code = code << 6 | (static_cast<unsigned char>(text[at]) & 0x3FU);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x1'0000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (byte < 0xC2 || byte > 0xF4 || code < least[size] || code > 0x10'FFFF || surrogate)
    return {.code = byte};
  return {.size = size, .code = code, .good = true};
}

/// Control characters, separators of lines, and marks that change the direction of writing.
bool is_dangerous(std::uint32_t code) noexcept {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E ||
         code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

void append_escaped(std::string& line, const Character& character) {
  switch (character.code) {
    case '\n': line += "\\n"; break;
    case '\r': line += "\\r"; break;
    case '\t': line += "\\t"; break;
    default:
      line += character.good && character.code > 0x7F ? fmt::format("\\u{:04x}", character.code)
                                                      : fmt::format("\\x{:02x}", character.code);
  }
}

}  // namespace

void append_log_text(std::string& line, std::string_view text) {
  while (!text.empty()) {
    const Character character = first_of(text);
    if (character.good && !is_dangerous(character.code)) {
      line.append(text, 0, character.size);
    } else {
      append_escaped(line, character);
    }
    text.remove_prefix(character.size);
  }
}

void append_json_text(std::string& line, std::string_view text) {
  constexpr std::uint32_t replacement = 0xFFFD;
  line += '"';
  while (!text.empty()) {
    const Character character = first_of(text);
    if (!character.good || is_dangerous(character.code)) {
      line += fmt::format("\\u{:04x}", character.good ? character.code : replacement);
    } else {
      if (text.front() == '"' || text.front() == '\\') line += '\\';
      line.append(text, 0, character.size);
    }
    text.remove_prefix(character.size);
  }
  line += '"';
}

}  // namespace vgen::server
