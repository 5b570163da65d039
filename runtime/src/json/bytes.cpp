#include <vgen/json/bytes.hpp>

#include <array>
#include <string>

namespace vgen::json::detail {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr unsigned no_digit = 64;

constexpr std::array<unsigned char, 256> make_digits() {
  std::array<unsigned char, 256> digits{};
  for (auto& digit : digits) digit = no_digit;
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<unsigned char>(i);
  return digits;
}
constexpr std::array<unsigned char, 256> digits = make_digits();

unsigned digit(char c) {
  return digits[static_cast<unsigned char>(c)];
}

/// Writes three bytes as four digits.
void put_group(char* text, unsigned bits) {
  for (unsigned i = 0; i < 4; ++i) text[i] = alphabet[bits >> (18 - 6 * i) & 63];
}

unsigned group(const std::byte* bytes, std::size_t size) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < 3; ++i)
    bits = bits << 8 | (i < size ? std::to_integer<unsigned>(bytes[i]) : 0U);
  return bits;
}

}  // namespace

std::size_t base64_size(std::string_view text) {
  if (text.size() % 4 != 0) return SIZE_MAX;
  if (text.empty()) return 0;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  const std::size_t size = text.size() / 4 * 3 - padding;
  text.remove_suffix(padding);
  unsigned highest = 0;
  for (const char c : text) highest |= digit(c);
  if (highest >= no_digit) return SIZE_MAX;
  const unsigned unused = padding == 2 ? 0xF : padding == 1 ? 0x3 : 0;
  return (digit(text.back()) & unused) == 0U ? size : SIZE_MAX;
}

void decode_base64(std::string_view text, std::byte* bytes) {
  for (; text.size() >= 4; text.remove_prefix(4)) {
    unsigned bits = 0;
    unsigned count = 0;
    for (unsigned i = 0; i < 4; ++i) {
      bits = bits << 6 | (digit(text[i]) & 63);
      count += text[i] == '=' ? 0U : 1U;
    }
    for (unsigned i = 0; i + 1 < count; ++i)
      *bytes++ = static_cast<std::byte>(bits >> (16 - 8 * i) & 0xFF);
  }
}

void write_base64(Writer& out, const std::byte* bytes, std::size_t size) {
  out.raw("\"");
  for (std::size_t done = 0; done < size;) {
    char text[64];
    std::size_t length = 0;
    for (; done < size && length < sizeof text; done += 3, length += 4) {
      put_group(text + length, group(bytes + done, size - done));
      if (size - done < 3) {
        text[length + 3] = '=';
        if (size - done == 1) text[length + 2] = '=';
      }
    }
    out.raw({text, length});
  }
  out.raw("\"");
}

void no_base64(FaultSite& site, std::size_t exactly) {
  std::string message = exactly == SIZE_MAX ? "must be bytes"
                        : exactly == 1      ? "must be 1 byte"
                                            : "must be " + std::to_string(exactly) + " bytes";
  site.fault("format", "\"base64\"", message + " in base64 with padding, like aGVsbG8=");
}

}  // namespace vgen::json::detail
