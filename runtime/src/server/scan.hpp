/// Characters of HTTP's grammar (RFC 9110, section 5.6; RFC 9112), and functions that find the end
/// of a run of them: 16 bytes at a time with SSE2 (every x86-64).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vgen::server {

using CharacterTable = std::array<bool, 256>;

constexpr CharacterTable table_of(std::string_view characters) noexcept {
  CharacterTable table{};
  for (const char c : characters) table[static_cast<unsigned char>(c)] = true;
  return table;
}

inline constexpr CharacterTable token_characters =
    table_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");

inline bool is_in(const CharacterTable& table, char c) noexcept {
  return table[static_cast<unsigned char>(c)];
}

inline const char* find_end_of(const CharacterTable& table, const char* p,
                               const char* end) noexcept {
  while (p != end && is_in(table, *p)) ++p;
  return p;
}

#if defined(__SSE2__)
/// The bytes in a range: all their bits are set.
inline __m128i in_range(__m128i text, char first, char last) noexcept {
  const __m128i from_first = _mm_sub_epi8(text, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8(static_cast<char>(last - first))),
                        from_first);
}
inline __m128i letters(__m128i text) noexcept {
  return in_range(_mm_or_si128(text, _mm_set1_epi8(0x20)), 'a', 'z');
}

/// Skips bytes that `usual` accepts, as long as there are 16.
template <class Usual>
const char* skip_usual(const char* p, const char* end, Usual usual) noexcept {
  for (; end - p >= 16; p += 16) {
    const __m128i good = usual(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    const unsigned bits = static_cast<unsigned>(_mm_movemask_epi8(good)) ^ 0xFFFFU;
    if (bits != 0) return p + __builtin_ctz(bits);
  }
  return p;
}
#endif

/// The end of a token. Nearly all tokens are letters and hyphens, which are read 16 at a time.
inline const char* find_token_end(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  p = skip_usual(p, end, [](__m128i text) {
    return _mm_or_si128(letters(text), _mm_cmpeq_epi8(text, _mm_set1_epi8('-')));
  });
#endif
  return find_end_of(token_characters, p, end);
}

/// The characters of nearly all host names and IPv4 addresses (RFC 3986, section 3.2.2).
inline constexpr CharacterTable host_characters =
    table_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

/// The end of a usual host name in a longer text.
inline const char* find_host_name_end(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  p = skip_usual(p, end, [](__m128i text) {
    return _mm_or_si128(_mm_or_si128(letters(text), in_range(text, '0', '9')),
                        in_range(text, '-', '.'));
  });
#endif
  return find_end_of(host_characters, p, end);
}

/// The characters of a field value: all except control characters, and the tab.
inline bool is_value_character(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 ? byte != 0x7F : c == '\t';
}

inline bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t';
}

/// The end of a field's value and of the spaces after it.
inline const char* find_value_end(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  const __m128i highest_control = _mm_set1_epi8(0x1F);
  const __m128i tab = _mm_set1_epi8('\t');
  const __m128i del = _mm_set1_epi8(0x7F);
  for (; end - p >= 16; p += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(text, highest_control), text);
    const __m128i stop = _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(text, tab), control),
                                      _mm_cmpeq_epi8(text, del));
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(stop));
    if (bits != 0) return p + __builtin_ctz(bits);
  }
#endif
  while (p != end && is_value_character(*p)) ++p;
  return p;
}

/// The end of a request target: the first space or control character.
inline const char* find_target_end(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  const __m128i space = _mm_set1_epi8(' ');
  const __m128i del = _mm_set1_epi8(0x7F);
  for (; end - p >= 16; p += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i stop =
        _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(text, space), text), _mm_cmpeq_epi8(text, del));
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(stop));
    if (bits != 0) return p + __builtin_ctz(bits);
  }
#endif
  while (p != end && static_cast<unsigned char>(*p) > 0x20 && *p != 0x7F) ++p;
  return p;
}

/// Whether a text of the same length is this name, which consists of lower case letters and
/// hyphens. The case of the text does not matter. Compares words, because this is called for most
/// headers of every request.
template <std::size_t Size>
bool is_name(const char* text, const char (&name)[Size]) noexcept {
  constexpr std::size_t length = Size - 1;
  using Word = std::conditional_t<(length >= 8), std::uint64_t, std::uint32_t>;
  static_assert(length >= sizeof(Word));
  // Sets the bit that differs between lower and upper case letters. A hyphen has this bit, and a
  // character that would become a hyphen cannot be in a token.
  constexpr auto lower = static_cast<Word>(0x2020202020202020U);
  const auto differs = [&](std::size_t at) {
    Word a;
    Word b;
    std::memcpy(&a, text + at, sizeof a);
    std::memcpy(&b, name + at, sizeof b);
    return (a | lower) != b;
  };
  for (std::size_t at = 0; at + sizeof(Word) < length; at += sizeof(Word)) {
    if (differs(at)) return false;
  }
  return !differs(length - sizeof(Word));
}

/// The same for text of any length.
template <std::size_t Size>
bool is_name(std::string_view text, const char (&name)[Size]) noexcept {
  return text.size() == Size - 1 && is_name(text.data(), name);
}

}  // namespace vgen::server
