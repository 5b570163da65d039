// The usual case of strings and numbers.
#include "scan.hpp"

#include <vgen/json/reader.hpp>

#include <cfloat>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace vgen::json::detail {

namespace {

/// Whether a string keeps its characters inside the object and owns no memory.
inline bool is_inside(const std::string& value) {
  return reinterpret_cast<std::uintptr_t>(value.data()) - reinterpret_cast<std::uintptr_t>(&value) <
         sizeof(std::string);
}

[[gnu::noinline]] const char* assign(std::string& value, const char* text, const char* close) {
  const auto size = static_cast<std::size_t>(close - text);
  if (value.capacity() >= size) {
    value.assign(text, size);
  } else {
    std::string made(text, size);  // has the right size; `assign` would double it
    if (is_inside(value)) {
      std::construct_at(&value, std::move(made));  // the old string owns nothing
    } else {
      value = std::move(made);
    }
  }
  return close + 1;
}

inline bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') <= 9;
}

/// Reads eight digits as a number. Returns false if one of them is not a digit.
inline bool eight_digits(const char* p, std::uint64_t& value) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  std::uint64_t word;
  std::memcpy(&word, p, 8);
  if ((((word + 0x4646464646464646U) | (word - 0x3030303030303030U)) & 0x8080808080808080U) != 0)
    return false;
  word -= 0x3030303030303030U;
  word = word * 10 + (word >> 8);  // pairs, then fours, then all
  value = ((word & 0x000000FF000000FFU) * 0x000F424000000064U +
           (word >> 16 & 0x000000FF000000FFU) * 0x0000271000000001U) >>
          32;
  return true;
#else
  value = 0;
  for (int i = 0; i < 8; ++i) {
    if (!is_digit(p[i])) return false;
    value = value * 10 + static_cast<std::uint64_t>(p[i] - '0');
  }
  return true;
#endif
}

/// A number as an integer times a power of ten.
struct Decimal {
  const char* end = nullptr;
  std::uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;
};

/// Returns false if it is not a number or has more digits than fit.
inline bool read_decimal(const char* p, const char* end, Decimal& decimal) {
  decimal.negative = p != end && *p == '-';
  if (decimal.negative) ++p;
  const char* const begin = p;
  std::uint64_t digits = 0;
  for (; p != end && is_digit(*p); ++p) digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
  if (p == begin || (*begin == '0' && p - begin > 1)) return false;
  std::ptrdiff_t count = p - begin;
  if (p != end && *p == '.') {
    const char* const point = p++;
    for (std::uint64_t eight; end - p >= 8 && eight_digits(p, eight); p += 8)
      digits = digits * 100'000'000 + eight;
    for (; p != end && is_digit(*p); ++p)
      digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
    if (p - point == 1) return false;
    decimal.exponent = -static_cast<int>(p - point - 1);
    count += p - point - 1;
  }
  if (count > 19) return false;  // `digits` has overflowed
  if (p != end && (*p | 0x20) == 'e') {
    ++p;
    const bool minus = p != end && *p == '-';
    if (minus || (p != end && *p == '+')) ++p;
    const char* const power = p;
    int exponent = 0;
    for (; p != end && is_digit(*p) && p - power < 4; ++p) exponent = exponent * 10 + (*p - '0');
    if (p == power || (p != end && is_digit(*p))) return false;
    decimal.exponent += minus ? -exponent : exponent;
  }
  decimal.end = p;
  decimal.digits = digits;
  return true;
}

/// Computes with integers and powers of ten that a double holds exactly. Their product or quotient
/// is rounded once, so it is the nearest double (Clinger).
constexpr std::uint64_t exact_digits = std::uint64_t{1} << 53;
constexpr int exact_power = 22;
constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

#if LDBL_MANT_DIG == 64
constexpr long double long_powers[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,
                                       1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
                                       1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L,
                                       1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};

/// The same with the 64 bits of x87, which hold any such integer and 10^27. The error is at most
/// half a unit of the last bit, so the result rounds like the number itself, unless it is in the
/// middle between two doubles, 11 bits further. Then returns false.
inline bool round_once(std::uint64_t digits, int exponent, double& value) {
  if (exponent < -27 || exponent > 27) return false;
  const auto exact = static_cast<long double>(digits);
  const long double result =
      exponent < 0 ? exact / long_powers[-exponent] : exact * long_powers[exponent];
  std::uint64_t bits;
  std::memcpy(&bits, &result, 8);
  const std::uint64_t rest = bits & 0x7FF;
  if (rest >= 0x3FF && rest <= 0x401) return false;
  value = static_cast<double>(result);
  return true;
}
#else
inline bool round_once(std::uint64_t /*digits*/, int /*exponent*/, double& /*value*/) {
  return false;
}
#endif

const char* read_quickly(const char* p, const char* end, double& value) {
  Decimal decimal;
  if (!read_decimal(p, end, decimal)) return nullptr;
  const int exponent = decimal.exponent;
  // Wider registers (x87) would round twice.
  if (FLT_EVAL_METHOD == 0 && decimal.digits <= exact_digits && exponent >= -exact_power &&
      exponent <= exact_power) {
    const auto digits = static_cast<double>(decimal.digits);
    const double result = exponent < 0 ? digits / powers[-exponent] : digits * powers[exponent];
    value = decimal.negative ? -result : result;
    return decimal.end;
  }
  if (round_once(decimal.digits, exponent, value)) {
    if (decimal.negative) value = -value;
    return decimal.end;
  }
  return std::from_chars(p, decimal.end, value).ec == std::errc() ? decimal.end : nullptr;
}

}  // namespace

const char* skip_all_space(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {  // indentation
    const __m128i text = load_16(p);
    const __m128i space = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8(' ')),
                                                    _mm_cmpeq_epi8(text, _mm_set1_epi8('\n'))),
                                       _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('\r')),
                                                    _mm_cmpeq_epi8(text, _mm_set1_epi8('\t'))));
    const unsigned other = ~static_cast<unsigned>(_mm_movemask_epi8(space)) & 0xFFFF;
    if (other != 0) return p + __builtin_ctz(other);
  }
#endif
  while (p != end && is_space(*p)) ++p;
  return p;
}

namespace {

/// Reads the rest of a string that begins with 16 plain bytes.
[[gnu::noinline]] const char* long_string(const char* begin, const char* end, std::size_t longest,
                                          std::string& value) {
  const char* const close = find_stop(begin + 16, end);
  if (close == end || *close != '"' || static_cast<std::size_t>(close - begin) > longest)
    return nullptr;
  return assign(value, begin, close);
}

}  // namespace

const char* quick_string(const char* p, const char* end, std::size_t longest, std::string& value) {
#if defined(__SSE2__)
  if (end - p < 17 || *p != '"') [[unlikely]]
    return nullptr;
  ++p;
  const unsigned stop = stops(load_16(p));
  if (stop == 0) return long_string(p, end, longest, value);
  const auto size = static_cast<unsigned>(__builtin_ctz(stop));
  const char* const close = p + size;
  if (*close != '"' || size > longest) [[unlikely]]
    return nullptr;
  constexpr std::size_t most = 15;
  if (!is_inside(value) || std::string().capacity() < most) [[unlikely]]
    return assign(value, p, close);
  // The string owns nothing, so its memory may be reused: write 15 bytes, a size that the compiler
  // knows, and then cut. This is two moves instead of calls of the library and of memcpy.
  std::construct_at(&value, p, most);
  value.erase(size);
  return close + 1;
#else
  std::string_view view;
  const char* const after = quick_view(p, end, longest, view);
  if (after != nullptr) value.assign(view);
  return after;
#endif
}

const char* quick_view(const char* p, const char* end, std::size_t longest,
                       std::string_view& value) {
  if (p == end || *p != '"') return nullptr;
  ++p;
  const char* const close = find_stop(p, end);
  const auto size = static_cast<std::size_t>(close - p);
  if (close == end || *close != '"' || size > longest) return nullptr;
  value = {p, size};
  return close + 1;
}

const char* quick_number(const char* p, const char* end, double& value) {
  return read_quickly(p, end, value);
}
/// Checks the range of the number in the text, as a schema does, not of the nearest float.
const char* quick_number(const char* p, const char* end, float& value) {
  double exact = 0;
  const char* const after = read_quickly(p, end, exact);
  if (after == nullptr || exact > double{FLT_MAX} || exact < -double{FLT_MAX}) return nullptr;
  value = static_cast<float>(exact);
  return after;
}

}  // namespace vgen::json::detail
