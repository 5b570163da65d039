#include "utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace vgen::json::detail {

const char* find_invalid_utf8(const char* p, const char* end) {
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

std::size_t count_code_points(const char* p, std::size_t size) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += (static_cast<unsigned char>(p[i]) & 0xC0) != 0x80;
  return count;
}

}  // namespace vgen::json::detail
