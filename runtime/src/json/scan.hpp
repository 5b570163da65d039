/// Finding the end of the plain part of a string, 16 bytes at a time where there is SSE2 (every x86-64).
#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vgen::json::detail {

/// Whether a character cannot stand in a JSON string as it is.
inline bool is_special(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// The first special character, or `end`. `high` becomes true if a byte before it is not ASCII.
inline const char* find_special(const char* p, const char* end, bool& high) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1F);
  unsigned beyond_before = 0;
  while (end - p >= 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(text, quote), _mm_cmpeq_epi8(text, backslash)),
                                     _mm_cmpeq_epi8(_mm_min_epu8(text, control), text));
    const auto special = static_cast<unsigned>(_mm_movemask_epi8(hit));
    const auto beyond_ascii = static_cast<unsigned>(_mm_movemask_epi8(text));
    if (special != 0) {
      // The bits up to the lowest one of `special`, which itself is ASCII.
      high = ((beyond_ascii & (special ^ (special - 1))) | beyond_before) != 0 || high;
      return p + __builtin_ctz(special);
    }
    beyond_before |= beyond_ascii;
    p += 16;
  }
  high = high || beyond_before != 0;
#endif
  for (; p != end && !is_special(*p); ++p) {
    if (static_cast<unsigned char>(*p) >= 0x80) high = true;
  }
  return p;
}

}  // namespace vgen::json::detail
