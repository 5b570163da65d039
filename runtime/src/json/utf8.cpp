#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace vgen::json::detail {

const char* find_invalid_utf8(const char* p, const char* end) {
  const auto byte = [](const char* at) { return static_cast<unsigned char>(*at); };
  const auto continues = [&](const char* at) { return (byte(at) & 0xC0) == 0x80; };
  while (p != end) {
    while (end - p >= 8) {
      std::uint64_t word;
      std::memcpy(&word, p, 8);
      if ((word & 0x8080808080808080U) != 0) break;
      p += 8;
    }
    if (p == end) break;
    const unsigned char lead = byte(p);
    if (lead < 0x80) {
      ++p;
    } else if (lead < 0xE0) {
      if (lead < 0xC2 || end - p < 2 || !continues(p + 1)) return p;
      p += 2;
    } else if (lead < 0xF0) {
      if (end - p < 3 || !continues(p + 1) || !continues(p + 2)) return p;
      if (lead == 0xE0 && byte(p + 1) < 0xA0) return p;   // overlong
      if (lead == 0xED && byte(p + 1) >= 0xA0) return p;  // a surrogate
      p += 3;
    } else {
      if (lead > 0xF4 || end - p < 4 || !continues(p + 1) || !continues(p + 2) || !continues(p + 3)) return p;
      if (lead == 0xF0 && byte(p + 1) < 0x90) return p;   // overlong
      if (lead == 0xF4 && byte(p + 1) >= 0x90) return p;  // beyond U+10FFFF
      p += 4;
    }
  }
  return end;
}

std::size_t count_code_points(const char* p, std::size_t size) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += (static_cast<unsigned char>(p[i]) & 0xC0) != 0x80;
  return count;
}

char* put_utf8(char* p, char32_t c) {
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
