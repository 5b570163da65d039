#include <vgen/websocket/frame.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace vgen::websocket;
using namespace std::string_literals;

namespace {

std::string head_of(const FrameHead& head) {
  char text[longest_head];
  return {text, put_head(text, head)};
}

}  // namespace

// The examples of RFC 6455, section 5.7.
TEST_CASE("frame: the examples of the RFC", "[websocket]") {
  std::string out;
  append_frame(out, Opcode::text, "Hello");
  CHECK(out == "\x81\x05Hello");
  out.clear();
  append_masked_frame(out, Opcode::text, "Hello", 0x37FA213D);
  CHECK(out == "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
  CHECK(head_of({.final = false, .opcode = Opcode::text, .size = 3}) == "\x01\x03");
  CHECK(head_of({.opcode = Opcode::continuation, .size = 2}) == "\x80\x02");
  CHECK(head_of({.opcode = Opcode::binary, .size = 256}) == "\x82\x7E\x01\x00"s);
  CHECK(head_of({.opcode = Opcode::binary, .size = 65536}) ==
        "\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00"s);
}

TEST_CASE("frame: the shortest length is used", "[websocket]") {
  CHECK(head_of({.size = 125}).size() == 2);
  CHECK(head_of({.size = 126}).size() == 4);
  CHECK(head_of({.size = 65535}).size() == 4);
  CHECK(head_of({.size = 65536}).size() == 10);
  CHECK(head_of({.size = 65536, .mask = 1}).size() == longest_head);
}

TEST_CASE("frame: a mask changes each byte, and twice nothing", "[websocket]") {
  for (std::size_t size = 0; size < 40; ++size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(i * 7);
    std::string masked = text;
    apply_mask(masked, 0x01020304);
    for (std::size_t i = 0; i < size; ++i)
      CHECK(masked[i] == static_cast<char>(text[i] ^ static_cast<char>(i % 4 + 1)));
    apply_mask(masked, 0x01020304);
    CHECK(masked == text);
  }
}

TEST_CASE("frame: a reason that is too long is cut between characters", "[websocket]") {
  CHECK(close_payload(1000, "") == "\x03\xE8");
  CHECK(close_payload(1001, "bye") == "\x03\xE9"s + "bye");
  const std::string umlauts = std::string(122, 'x') + "\xC3\xA4";
  CHECK(close_payload(1000, umlauts) == "\x03\xE8" + std::string(122, 'x'));
  CHECK(close_payload(1000, std::string(200, 'x')).size() == longest_control);
}

TEST_CASE("frame: codes that a close frame may contain", "[websocket]") {
  for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                         3000, 3999, 4000, 4999})
    CHECK(may_be_sent(static_cast<std::uint16_t>(code)));
  for (const int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    CHECK_FALSE(may_be_sent(static_cast<std::uint16_t>(code)));
}
