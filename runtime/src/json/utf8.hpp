/// UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vgen::json::detail {

/// Four bytes as a number; the first byte is the lowest.
inline std::uint32_t load_4(const char* p) {
  std::uint32_t word;
  std::memcpy(&word, p, 4);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
  word = __builtin_bswap32(word);
#endif
  return word;
}

/// The length of the valid non-ASCII sequence at `p`; 0 if there is none.
[[nodiscard]] inline std::size_t utf8_sequence(const char* p, const char* end) {
  std::uint32_t word = 0;
  if (end - p >= 4) [[likely]] {
    word = load_4(p);
  } else {  // missing bytes are zero, which cannot continue a sequence
    for (std::ptrdiff_t i = 0; i < end - p; ++i)
      word |= static_cast<std::uint32_t>(static_cast<unsigned char>(p[i])) << 8 * i;
  }
  if ((word & 0xC0'C0'F0) == 0x80'80'E0) {
    const std::uint32_t top = word & 0x20'0F;
    return top != 0 && top != 0x20'0D ? 3 : 0;  // overlong; a surrogate
  }
  if ((word & 0xC0'E0) == 0x80'C0) return (word & 0x1E) != 0 ? 2 : 0;  // overlong
  if ((word & 0xC0'C0'C0'F8) == 0x80'80'80'F0) {
    const std::uint32_t lead = word & 0x07;
    const std::uint32_t top = word & 0x30'00;
    const bool good =
        lead == 0 ? top != 0 : lead < 4 || (lead == 4 && top == 0);  // overlong; beyond U+10FFFF
    return good ? 4 : 0;
  }
  return 0;
}

/// Whether a text is valid UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Copies a text up to its end or to the first character that JSON escapes (`is_special`), and
/// moves both positions there. Returns false if the copied text is not valid UTF-8. May write up to
/// 16 bytes after the copied text.
[[nodiscard]] bool copy_valid(const char*& p, const char* end, char*& to);

/// The first byte that is not part of a valid sequence, or `end`. Overlong forms, surrogates and
/// code points beyond U+10FFFF are not valid.
[[nodiscard]] const char* find_invalid_utf8(const char* p, const char* end);

/// The number of code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(const char* p, std::size_t size);

/// Writes a code point in at most four bytes. Returns the end.
inline char* put_utf8(char* p, char32_t c) {
  const auto put = [&](char32_t byte) { *p++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return p;
}

}  // namespace vgen::json::detail
