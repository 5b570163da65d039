#include <vgen/json/names.hpp>

#include <cstddef>
#include <string>

namespace vgen::json::detail {

namespace {

constexpr bool dash_before(std::size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

unsigned hex_value(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

}  // namespace

bool parse_uuid(FaultSite& site, std::string_view text, unsigned char* bytes) {
  if (!check_string(site, text, {.format = Format::uuid})) return false;
  const char* p = text.data();
  for (std::size_t i = 0; i < 16; ++i, p += 2) {
    if (dash_before(i)) ++p;
    bytes[i] = static_cast<unsigned char>(hex_value(p[0]) << 4 | hex_value(p[1]));
  }
  return true;
}

void write_uuid(Writer& out, const unsigned char* bytes) {
  char text[36];
  char* p = text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (dash_before(i)) *p++ = '-';
    *p++ = "0123456789abcdef"[bytes[i] >> 4];
    *p++ = "0123456789abcdef"[bytes[i] & 0xF];
  }
  out.plain_string({text, sizeof text});
}

}  // namespace vgen::json::detail
