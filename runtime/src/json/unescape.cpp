#include "unescape.hpp"

#include "scan.hpp"
#include "utf8.hpp"

#include <cstddef>

namespace vgen::json::detail {

namespace {

struct HexDigits {
  signed char values[256];
  constexpr HexDigits() : values{} {
    for (int c = 0; c < 256; ++c) {
      const int letter = c | 0x20;
      values[c] = static_cast<signed char>(c >= '0' && c <= '9'             ? c - '0'
                                           : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                                                                            : -1);
    }
  }
};
constexpr HexDigits hex_digits;

int hex_digit(char c) {
  return hex_digits.values[static_cast<unsigned char>(c)];
}

/// The character of the escape that consists of a backslash and `c`.
char simple_escape(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

}  // namespace

int code_unit(const char* p, const char* end) {
  if (end - p < 4) return -1;
  const int high = hex_digit(p[0]) << 4 | hex_digit(p[1]);
  const int low = hex_digit(p[2]) << 4 | hex_digit(p[3]);
  return (high | low) < 0 ? -1 : high << 8 | low;
}

void append_unescaped(std::string& out, const char* p, const char* end) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(end - p));  // the result is never longer
  char* to = out.data() + before;
  while (p != end) {
#if defined(__SSE2__)
    if (*p != '\\' && end - p >= 16) {  // then the string also has this much room
      const __m128i text = load_16(p);
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to), text);
      const auto escapes =
          static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8('\\'))));
      const int size = escapes == 0 ? 16 : __builtin_ctz(escapes);
      p += size;
      to += size;
      if (escapes == 0) continue;
    }
#endif
    if (*p != '\\') {
      *to++ = *p++;
      continue;
    }
    p += 2;
    if (p[-1] != 'u') {
      *to++ = simple_escape(p[-1]);
      continue;
    }
    auto code_point = static_cast<char32_t>(code_unit(p, end));
    p += 4;
    if (code_point >= 0xD800 && code_point <= 0xDBFF) {
      code_point = 0x10000 + ((code_point - 0xD800) << 10) +
                   (static_cast<char32_t>(code_unit(p + 2, end)) - 0xDC00);
      p += 6;
    }
    to = put_utf8(to, code_point);
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

}  // namespace vgen::json::detail
