#include "runtime/src/json/utf8.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

using vgen::json::detail::find_invalid_utf8;
using vgen::json::detail::is_valid_utf8;

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// The length of the sequence at a place as RFC 3629, section 4 lists them; 0: not a valid one.
std::size_t sequence(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  const auto is = [&](std::size_t offset, unsigned low, unsigned high) {
    const unsigned byte = byte_at(text, at + offset);
    return byte >= low && byte <= high;
  };
  const auto tail = [&](std::size_t offset) { return is(offset, 0x80, 0xBF); };
  if (first <= 0x7F) return 1;
  if (first >= 0xC2 && first <= 0xDF && tail(1)) return 2;
  if (first == 0xE0 && is(1, 0xA0, 0xBF) && tail(2)) return 3;
  if (first >= 0xE1 && first <= 0xEC && tail(1) && tail(2)) return 3;
  if (first == 0xED && is(1, 0x80, 0x9F) && tail(2)) return 3;
  if (first >= 0xEE && first <= 0xEF && tail(1) && tail(2)) return 3;
  if (first == 0xF0 && is(1, 0x90, 0xBF) && tail(2) && tail(3)) return 4;
  if (first >= 0xF1 && first <= 0xF3 && tail(1) && tail(2) && tail(3)) return 4;
  if (first == 0xF4 && is(1, 0x80, 0x8F) && tail(2) && tail(3)) return 4;
  return 0;
}

std::size_t first_invalid(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = sequence(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

bool agrees(std::string_view text) {
  const std::size_t expected = first_invalid(text);
  const char* const end = text.data() + text.size();
  return is_valid_utf8(text) == (expected == text.size()) &&
         find_invalid_utf8(text.data(), end) == text.data() + expected;
}

}  // namespace

TEST_CASE("utf8: four bytes of every class, across the ends of blocks", "[json]") {
  constexpr std::array<unsigned char, 24> edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                                   0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                                   0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  std::size_t wrong = 0;
  for (const std::size_t before : {0U, 12U, 13U, 14U, 15U}) {
    std::string text(before + 4, 'a');
    for (const unsigned char a : edges) {
      for (const unsigned char b : edges) {
        for (const unsigned char c : edges) {
          for (const unsigned char d : edges) {
            text[before] = static_cast<char>(a);
            text[before + 1] = static_cast<char>(b);
            text[before + 2] = static_cast<char>(c);
            text[before + 3] = static_cast<char>(d);
            if (!agrees(text)) ++wrong;
          }
        }
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("utf8: a valid text cut off at every byte, and with one byte changed", "[json]") {
  const std::string text = "aé€😋前田あゆみ, Jürgen Müller: ❤︎…✨ and ASCII behind it 😋";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    if (!agrees(std::string_view(text).substr(0, size))) FAIL_CHECK(size);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      if (!agrees(changed)) FAIL_CHECK(at << ": " << byte);
    }
  }
}
