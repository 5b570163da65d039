#include "utf8.hpp"

#include "scan.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define VGEN_UTF8_BY_BLOCKS
#endif

namespace vgen::json::detail {

namespace {

const char* find_invalid_one_by_one(const char* p, const char* end) {
  while (p != end) {
    while (end - p >= 8) {
      std::uint64_t word;
      std::memcpy(&word, p, 8);
      if ((word & 0x8080808080808080U) != 0) break;
      p += 8;
    }
    if (p == end) break;
    if (static_cast<unsigned char>(*p) < 0x80) {
      ++p;
    } else {
      const std::size_t size = utf8_sequence(p, end);
      if (size == 0) return p;
      p += size;
    }
  }
  return end;
}

#ifdef VGEN_UTF8_BY_BLOCKS

// Sixteen bytes at a time, after Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction
// Per Byte" (2021): every error except a wrong third or fourth byte shows in two neighbouring
// bytes. Three tables, indexed by the two halves of the first byte and the upper half of the
// second, contain the possible errors. An error that is in all three exists.

using Errors = std::uint8_t;
constexpr Errors too_short = 1 << 0;          // a lead byte without a continuation
constexpr Errors too_long = 1 << 1;           // a continuation after ASCII
constexpr Errors overlong_3 = 1 << 2;         // E0 80…9F
constexpr Errors too_large = 1 << 3;          // F4 90…BF, F5…FF 90…BF
constexpr Errors surrogate = 1 << 4;          // ED A0…BF
constexpr Errors overlong_2 = 1 << 5;         // C0, C1
constexpr Errors too_large_or_4 = 1 << 6;     // F5…FF 80…8F, or overlong: F0 80…8F
constexpr Errors two_continuations = 1 << 7;  // correct only as third or fourth byte
constexpr Errors any_lead = too_short | too_long | two_continuations;

using Table = std::array<Errors, 16>;

constexpr Table first_upper = [] {
  Table table{};
  for (unsigned upper = 0; upper < 16; ++upper) {
    table[upper] = upper < 0x8 ? too_long : upper < 0xC ? two_continuations : too_short;
  }
  table[0xC] |= overlong_2;
  table[0xE] |= overlong_3 | surrogate;
  table[0xF] |= too_large | too_large_or_4;
  return table;
}();

constexpr Table first_lower = [] {
  Table table{};
  for (unsigned lower = 0; lower < 16; ++lower) {
    table[lower] = any_lead;
    if (lower == 0) table[lower] |= overlong_3 | too_large_or_4;
    if (lower <= 1) table[lower] |= overlong_2;
    if (lower >= 4) table[lower] |= too_large;
    if (lower >= 5) table[lower] |= too_large_or_4;
    if (lower == 0xD) table[lower] |= surrogate;
  }
  return table;
}();

constexpr Table second_upper = [] {
  Table table{};
  for (unsigned upper = 0; upper < 16; ++upper) {
    if (upper < 0x8 || upper >= 0xC) {
      table[upper] = too_short;
      continue;
    }
    table[upper] = too_long | overlong_2 | two_continuations;
    table[upper] |= upper <= 0x9 ? overlong_3 : surrogate;
    table[upper] |= upper == 0x8 ? too_large_or_4 : too_large;
  }
  return table;
}();

#define VGEN_SSSE3 [[gnu::target("ssse3")]]

VGEN_SSSE3 inline __m128i look_up(const Table& table, __m128i halves) {
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())), halves);
}

VGEN_SSSE3 inline __m128i upper_half(__m128i bytes) {
  return _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(0x0F));
}

/// The errors in a block that follows `before`; zero if there are none.
VGEN_SSSE3 inline __m128i errors_of(__m128i block, __m128i before) {
  const __m128i first = _mm_alignr_epi8(block, before, 15);
  const __m128i named =
      _mm_and_si128(_mm_and_si128(look_up(first_upper, upper_half(first)),
                                  look_up(first_lower, _mm_and_si128(first, _mm_set1_epi8(0x0F)))),
                    look_up(second_upper, upper_half(block)));
  // A third byte is two places after E0 or more, a fourth byte three places after F0 or more.
  const __m128i third = _mm_subs_epu8(_mm_alignr_epi8(block, before, 14), _mm_set1_epi8(0x60));
  const __m128i fourth = _mm_subs_epu8(_mm_alignr_epi8(block, before, 13), _mm_set1_epi8(0x70));
  const __m128i expected =
      _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8(static_cast<char>(0x80)));
  return _mm_xor_si128(named, expected);
}

VGEN_SSSE3 inline bool none(__m128i errors) {
  return _mm_movemask_epi8(_mm_cmpeq_epi8(errors, _mm_setzero_si128())) == 0xFFFF;
}

VGEN_SSSE3 inline __m128i load(const char* p) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}

/// The rest of a text as a block. The zeros after it are ASCII, so a sequence that the end cuts is
/// too short.
VGEN_SSSE3 inline __m128i load_rest(const char* p, std::size_t size) {
  char rest[16]{};
  std::memcpy(rest, p, size);
  return load(rest);
}

VGEN_SSSE3 bool is_valid_by_blocks(const char* p, std::size_t size) {
  __m128i before = _mm_setzero_si128();
  __m128i errors = _mm_setzero_si128();
  for (; size >= 16; p += 16, size -= 16) {
    const __m128i block = load(p);
    errors = _mm_or_si128(errors, errors_of(block, before));
    before = block;
  }
  return none(_mm_or_si128(errors, errors_of(load_rest(p, size), before)));
}

/// The bytes that stop `copy_valid` in a block, one bit per byte.
VGEN_SSSE3 inline unsigned specials(__m128i block) {
  return stops(block) & ~static_cast<unsigned>(_mm_movemask_epi8(block));
}

VGEN_SSSE3 bool copy_by_blocks(const char*& p, const char* end, char*& to) {
  __m128i before = _mm_setzero_si128();
  __m128i errors = _mm_setzero_si128();
  for (;;) {
    const auto left = static_cast<std::size_t>(end - p);
    const std::size_t size = left < 16 ? left : 16;
    const __m128i block = size == 16 ? load(p) : load_rest(p, size);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
    // The text after a special character is checked again from there.
    errors = _mm_or_si128(errors, errors_of(block, before));
    const unsigned special = specials(block) & ((1U << size) - 1);
    const auto copied = special != 0 ? static_cast<std::size_t>(__builtin_ctz(special)) : size;
    p += copied;
    to += copied;
    if (copied < 16) return none(errors);
    before = block;
  }
}

#endif

}  // namespace

bool is_valid_utf8(std::string_view text) {
#ifdef VGEN_UTF8_BY_BLOCKS
  if (__builtin_cpu_supports("ssse3")) return is_valid_by_blocks(text.data(), text.size());
#endif
  const char* const end = text.data() + text.size();
  return find_invalid_one_by_one(text.data(), end) == end;
}

bool copy_valid(const char*& p, const char* end, char*& to) {
#ifdef VGEN_UTF8_BY_BLOCKS
  if (__builtin_cpu_supports("ssse3")) return copy_by_blocks(p, end, to);
#endif
  const char* const special = find_special(p, end);
  if (find_invalid_one_by_one(p, special) != special) return false;
  if (p != special) std::memcpy(to, p, static_cast<std::size_t>(special - p));
  to += special - p;
  p = special;
  return true;
}

const char* find_invalid_utf8(const char* p, const char* end) {
  const std::string_view text(p, static_cast<std::size_t>(end - p));
  return is_valid_utf8(text) ? end : find_invalid_one_by_one(p, end);
}

std::size_t count_code_points(const char* p, std::size_t size) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += (static_cast<unsigned char>(p[i]) & 0xC0) != 0x80;
  return count;
}

}  // namespace vgen::json::detail
