/// Finds the end of simple text, 16 bytes at a time with SSE2 (every x86-64).
#pragma once

#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vgen::json::detail {

/// Whether a character must be escaped in a JSON string.
inline bool is_special(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

inline bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

#if defined(__SSE2__)
/// One bit for each of 16 bytes that is special or not ASCII.
inline unsigned stops(__m128i text) {
  const __m128i stop = _mm_or_si128(_mm_cmplt_epi8(text, _mm_set1_epi8(' ')),
                                    _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')),
                                                 _mm_cmpeq_epi8(text, _mm_set1_epi8('\\'))));
  return static_cast<unsigned>(_mm_movemask_epi8(stop));
}

inline __m128i load_16(const char* p) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}
#endif

/// The first special character, or `end`.
inline const char* find_special(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    const __m128i text = load_16(p);
    const unsigned ascii = ~static_cast<unsigned>(_mm_movemask_epi8(text));
    if (const unsigned special = stops(text) & ascii; special != 0)
      return p + __builtin_ctz(special);
  }
#endif
  while (p != end && !is_special(*p)) ++p;
  return p;
}

/// The first character that is special or not ASCII, or `end`.
inline const char* find_stop(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    if (const unsigned stop = stops(load_16(p)); stop != 0) return p + __builtin_ctz(stop);
  }
#endif
  while (p != end && !is_special(*p) && static_cast<unsigned char>(*p) < 0x80) ++p;
  return p;
}

/// `skip_space` for more than one space.
const char* skip_all_space(const char* p, const char* end);

/// The first character that is not white space, or `end`.
inline const char* skip_space(const char* p, const char* end) {
  if (p == end || static_cast<unsigned char>(*p) > ' ') return p;
  if (end - p > 1 && *p == ' ' && static_cast<unsigned char>(p[1]) > ' ') return p + 1;
  return skip_all_space(p, end);
}

}  // namespace vgen::json::detail
