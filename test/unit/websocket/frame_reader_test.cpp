// What a server accepts of a client, and with which code it closes otherwise. The cases follow the
// sections of RFC 6455.
#include <vgen/websocket/frame_reader.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace vgen::websocket;
using namespace std::string_literals;

namespace {

constexpr std::uint32_t key = 0x37FA213D;

/// A masked frame with any first byte and any opcode.
std::string frame(unsigned first, std::string_view payload) {
  std::string out;
  append_masked_frame(out, Opcode::text, payload, key);
  out[0] = static_cast<char>(first);
  return out;
}

std::string text(std::string_view payload) {
  return frame(0x81, payload);
}

/// What was received, as one word for each result: `text:Hello`, `close:1000:`, `failed:1002`.
std::vector<std::string> read(std::string input, std::size_t piece = SIZE_MAX,
                              std::size_t limit = 1024, Role role = Role::server) {
  std::vector<std::string> results;
  FrameReader reader(role, limit);
  std::string kept;
  while (!input.empty()) {
    kept += input.substr(0, piece);
    input.erase(0, piece);
    std::span<char> rest(kept);
    for (;;) {
      const Received received = reader.next(rest);
      using Kind = Received::Kind;
      if (received.kind == Kind::incomplete) break;
      const std::string payload(received.text());
      switch (received.kind) {
        case Kind::incomplete: break;
        case Kind::text: results.push_back("text:" + payload); break;
        case Kind::binary: results.push_back("binary:" + payload); break;
        case Kind::ping: results.push_back("ping:" + payload); break;
        case Kind::pong: results.push_back("pong:" + payload); break;
        case Kind::close:
          results.push_back("close:" + std::to_string(received.code) + ":" + payload);
          break;
        case Kind::failed:
          results.push_back("failed:" + std::to_string(received.code));
          CHECK_FALSE(received.failure.empty());
          return results;
      }
    }
    kept.erase(0, kept.size() - rest.size());
  }
  return results;
}

struct Case {
  const char* name;
  std::string input;
  std::vector<std::string> expected;
};

const std::vector<Case> cases{
    {"5.2 an empty text", text(""), {"text:"}},
    {"5.2 a text", text("Hello"), {"text:Hello"}},
    {"5.2 a text of 125 bytes", text(std::string(125, 'x')), {"text:" + std::string(125, 'x')}},
    {"5.2 a text of 126 bytes", text(std::string(126, 'x')), {"text:" + std::string(126, 'x')}},
    {"5.2 binary bytes", frame(0x82, "\x00\xFF"s), {"binary:\x00\xFF"s}},
    {"5.2 two messages", text("a") + text("b"), {"text:a", "text:b"}},
    {"5.2 the first reserved bit", frame(0xC1, "a"), {"failed:1002"}},
    {"5.2 the second reserved bit", frame(0xA1, "a"), {"failed:1002"}},
    {"5.2 the third reserved bit", frame(0x91, "a"), {"failed:1002"}},
    {"5.2 a reserved data opcode", frame(0x83, "a"), {"failed:1002"}},
    {"5.2 the last reserved data opcode", frame(0x87, "a"), {"failed:1002"}},
    {"5.2 a reserved control opcode", frame(0x8B, "a"), {"failed:1002"}},
    {"5.2 the last reserved control opcode", frame(0x8F, "a"), {"failed:1002"}},
    {"5.2 a fault after a message", text("a") + frame(0x83, ""), {"text:a", "failed:1002"}},
    {"5.2 a length that is not the shortest, of two bytes",
     "\x81\xFE\x00\x05"
     "abcd"s,
     {"failed:1002"}},
    {"5.2 a length that is not the shortest, of eight bytes",
     "\x81\xFF\x00\x00\x00\x00\x00\x00\xFF\xFF"
     "abcd"s,
     {"failed:1002"}},
    {"5.2 a length with the highest bit",
     "\x81\xFF\x80\x00\x00\x00\x00\x00\x00\x01"
     "abcd"s,
     {"failed:1002"}},
    {"5.1 a frame without a mask", "\x81\x05Hello", {"failed:1002"}},
    {"5.4 two fragments", frame(0x01, "Hel") + frame(0x80, "lo"), {"text:Hello"}},
    {"5.4 empty fragments", frame(0x01, "") + frame(0x00, "") + frame(0x80, ""), {"text:"}},
    {"5.4 binary fragments", frame(0x02, "\xFF") + frame(0x80, "\xFE"), {"binary:\xFF\xFE"}},
    {"5.4 a ping between fragments",
     frame(0x01, "Hel") + frame(0x89, "now") + frame(0x80, "lo"),
     {"ping:now", "text:Hello"}},
    {"5.4 a continuation without a beginning", frame(0x80, "a"), {"failed:1002"}},
    {"5.4 a continuation after the end",
     frame(0x01, "a") + frame(0x80, "b") + frame(0x80, "c"),
     {"text:ab", "failed:1002"}},
    {"5.4 a message within a message", frame(0x01, "a") + text("b"), {"failed:1002"}},
    {"5.4 a message after fragments",
     frame(0x01, "a") + frame(0x80, "b") + text("c"),
     {"text:ab", "text:c"}},
    {"5.5 a control frame of 125 bytes",
     frame(0x89, std::string(125, 'p')),
     {"ping:" + std::string(125, 'p')}},
    {"5.5 a control frame of 126 bytes", frame(0x89, std::string(126, 'p')), {"failed:1002"}},
    {"5.5 a control frame in fragments", frame(0x09, "p"), {"failed:1002"}},
    {"5.5.2 a ping", frame(0x89, "p"), {"ping:p"}},
    {"5.5.3 a pong that nobody asked for", frame(0x8A, "p"), {"pong:p"}},
    {"5.5.1 a close without code", frame(0x88, ""), {"close:1005:"}},
    {"5.5.1 a close with a code", frame(0x88, "\x03\xE8"), {"close:1000:"}},
    {"5.5.1 a close with a reason", frame(0x88, "\x03\xE9going"), {"close:1001:going"}},
    {"5.5.1 half a code", frame(0x88, "\x03"), {"failed:1002"}},
    {"5.5.1 a reason that is not UTF-8", frame(0x88, "\x03\xE8\xFF"), {"failed:1007"}},
    {"7.4 a code that may not be sent", frame(0x88, "\x03\xED"), {"failed:1002"}},
    {"7.4 a code of nobody", frame(0x88, "\x00\x01"s), {"failed:1002"}},
    {"7.4 a code of an application", frame(0x88, "\x0F\xA0"), {"close:4000:"}},
    {"8.1 text that is not UTF-8", text("a\xFF"), {"failed:1007"}},
    {"8.1 a surrogate", text("\xED\xA0\x80"), {"failed:1007"}},
    {"8.1 a character over two fragments",
     frame(0x01, "\xC3") + frame(0x80, "\xA4"),
     {"text:\xC3\xA4"}},
    {"8.1 a character over four fragments",
     frame(0x01, "\xF0") + frame(0x00, "\x9F") + frame(0x00, "\x98") + frame(0x80, "\x80"),
     {"text:\xF0\x9F\x98\x80"}},
    {"8.1 a fault is found before the last fragment", frame(0x01, "\xC3x"), {"failed:1007"}},
    {"8.1 the end within a character", frame(0x01, "a") + frame(0x80, "\xC3"), {"failed:1007"}},
    {"8.1 an overlong beginning is found at once", frame(0x01, "\xE0\x80"), {"failed:1007"}},
};

}  // namespace

TEST_CASE("frame reader: what a server accepts of a client", "[websocket]") {
  for (const Case& known : cases) {
    INFO(known.name);
    CHECK(read(known.input) == known.expected);
    CHECK(read(known.input, 1) == known.expected);
    CHECK(read(known.input, 3) == known.expected);
  }
}

TEST_CASE("frame reader: a large message in pieces", "[websocket]") {
  const std::string large(70'000, 'x');
  CHECK(read(text(large), 1000, 100'000) == std::vector{"text:" + large});
}

TEST_CASE("frame reader: messages above the limit", "[websocket]") {
  CHECK(read(text("12345"), SIZE_MAX, 5) == std::vector{"text:12345"s});
  CHECK(read(text("123456"), SIZE_MAX, 5) == std::vector{"failed:1009"s});
  // The announced length is enough.
  CHECK(read("\x81\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
             "abcd"s) == std::vector{"failed:1009"s});
  CHECK(read(frame(0x01, "123") + frame(0x80, "456"), SIZE_MAX, 5) == std::vector{"failed:1009"s});
  CHECK(read(frame(0x01, "123") + frame(0x89, "456") + frame(0x80, "45"), SIZE_MAX, 5) ==
        std::vector{"ping:456"s, "text:12345"s});
}

TEST_CASE("frame reader: a client refuses masks", "[websocket]") {
  CHECK(read("\x81\x05Hello", SIZE_MAX, 1024, Role::client) == std::vector{"text:Hello"s});
  CHECK(read(text("Hello"), SIZE_MAX, 1024, Role::client) == std::vector{"failed:1002"s});
}
