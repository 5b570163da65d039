#include <vgen/core/request_ids.hpp>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vgen {
namespace {

/// Writes the digits of a number, the highest one first.
void put_digits(char* to, std::uint64_t number) noexcept {
#if defined(__SSE2__)
  const __m128i bytes = _mm_cvtsi64_si128(static_cast<long long>(__builtin_bswap64(number)));
  const __m128i low = _mm_set1_epi8(0x0F);
  const __m128i digits =
      _mm_unpacklo_epi8(_mm_and_si128(_mm_srli_epi16(bytes, 4), low), _mm_and_si128(bytes, low));
  const __m128i is_letter = _mm_cmpgt_epi8(digits, _mm_set1_epi8(9));
  const __m128i offset =
      _mm_add_epi8(_mm_set1_epi8('0'), _mm_and_si128(is_letter, _mm_set1_epi8('a' - '0' - 10)));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_add_epi8(digits, offset));
#else
  for (std::size_t i = 0; i < RequestIds::size; ++i, number <<= 4)
    to[i] = "0123456789abcdef"[number >> 60];
#endif
}

}  // namespace

void RequestIds::next(char* to) noexcept {
  // splitmix64: every value of its counter gives a different id.
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  put_digits(to, z ^ (z >> 31));
}

}  // namespace vgen
