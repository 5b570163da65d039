#include "unescape.hpp"

#include "utf8.hpp"

#include <cstddef>
#include <cstring>

namespace vgen::json::detail {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

int code_unit(const char* p, const char* end) {
  if (end - p < 4) return -1;
  int unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_digit(p[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_unescaped(std::string& out, const char* p, const char* end) {
  out.reserve(out.size() + static_cast<std::size_t>(end - p));
  while (p != end) {
    const auto* escape = static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)));
    if (escape == nullptr) escape = end;
    out.append(p, escape);
    if (escape == end) break;
    p = escape + 2;
    switch (escape[1]) {
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case 'u': {
        auto code_point = static_cast<char32_t>(code_unit(p, end));
        p += 4;
        if (code_point >= 0xD800 && code_point <= 0xDBFF) {
          code_point = 0x10000 + ((code_point - 0xD800) << 10) + (static_cast<char32_t>(code_unit(p + 2, end)) - 0xDC00);
          p += 6;
        }
        char bytes[4];
        out.append(bytes, put_utf8(bytes, code_point));
        break;
      }
      default: out += escape[1];
    }
  }
}

}  // namespace vgen::json::detail
