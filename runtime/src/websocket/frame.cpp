#include <vgen/websocket/frame.hpp>

#include <algorithm>
#include <cstring>

namespace vgen::websocket {
namespace {

constexpr unsigned char final_bit = 0x80;
constexpr unsigned char compressed_bit = 0x40;
constexpr unsigned char mask_bit = 0x80;

char* put_big_endian(char* to, std::uint64_t number, unsigned bytes) noexcept {
  for (unsigned i = bytes; i-- != 0;) *to++ = static_cast<char>(number >> 8 * i);
  return to;
}

}  // namespace

bool may_be_sent(std::uint16_t code) noexcept {
  if (code >= 3000) return code <= 4999;
  return code >= 1000 && code <= 1014 && code != 1004 && code != close_code::none &&
         code != close_code::abnormal;
}

char* put_head(char* to, const FrameHead& head) noexcept {
  const unsigned masked = head.mask ? mask_bit : 0U;
  *to++ =
      static_cast<char>((head.final ? final_bit : 0U) | (head.compressed ? compressed_bit : 0U) |
                        static_cast<unsigned>(head.opcode));
  if (head.size < 126) {
    *to++ = static_cast<char>(masked | head.size);
  } else if (head.size <= 0xFFFF) {
    *to++ = static_cast<char>(masked | 126U);
    to = put_big_endian(to, head.size, 2);
  } else {
    *to++ = static_cast<char>(masked | 127U);
    to = put_big_endian(to, head.size, 8);
  }
  return head.mask ? put_big_endian(to, *head.mask, 4) : to;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
  char head[longest_head];
  char* const end = put_head(head, {.opcode = opcode, .size = payload.size()});
  out.append(head, end).append(payload);
}

void append_masked_frame(std::string& out, Opcode opcode, std::string_view payload,
                         std::uint32_t mask) {
  char head[longest_head];
  char* const end = put_head(head, {.opcode = opcode, .size = payload.size(), .mask = mask});
  out.append(head, end);
  const std::size_t begin = out.size();
  out += payload;
  apply_mask(std::span(out).subspan(begin), mask);
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string payload(2, '\0');
  put_big_endian(payload.data(), code, 2);
  std::size_t size = std::min(reason.size(), longest_control - 2);
  while (size < reason.size() && size != 0 && (reason[size] & 0xC0) == 0x80) --size;
  payload += reason.substr(0, size);
  return payload;
}

void apply_mask(std::span<char> payload, std::uint32_t mask) noexcept {
  char key[8];
  put_big_endian(put_big_endian(key, mask, 4), mask, 4);
  std::uint64_t wide;
  std::memcpy(&wide, key, 8);
  char* p = payload.data();
  std::size_t left = payload.size();
  for (; left >= 8; left -= 8, p += 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    word ^= wide;
    std::memcpy(p, &word, 8);
  }
  for (std::size_t i = 0; i < left; ++i) p[i] = static_cast<char>(p[i] ^ key[i]);
}

}  // namespace vgen::websocket
