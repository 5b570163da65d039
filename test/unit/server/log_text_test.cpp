#include "runtime/src/server/log_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

std::string escaped(std::string_view text) {
  std::string line;
  vgen::server::append_log_text(line, text);
  return line;
}

}  // namespace

TEST_CASE("log text: usual text stays as it is", "[server]") {
  for (const char* const text : {"", "std::out_of_range: map::at", "C:\\temp \"x\" 'y'", "größe",
                                 "日本語", "🙂", "a\u00a0b", "\u200d"})
    CHECK(escaped(text) == text);
}

TEST_CASE("log text: no byte makes a line, an escape sequence or another direction", "[server]") {
  CHECK(escaped("a\nb\r\nc") == "a\\nb\\r\\nc");
  CHECK(escaped("a\tb") == "a\\tb");
  CHECK(escaped("\x1b[2K\x1b]0;x\x07") == "\\x1b[2K\\x1b]0;x\\x07");
  CHECK(escaped(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(escaped("\x7f\b\v\f") == "\\x7f\\x08\\x0b\\x0c");
  CHECK(escaped("\u0085\u009b31m") == "\\u0085\\u009b31m");
  CHECK(escaped("a\u2028b\u2029c") == "a\\u2028b\\u2029c");
  CHECK(escaped("\u202ereversed\u202c\u2066x\u2069\u200e\u200f\u061c") ==
        "\\u202ereversed\\u202c\\u2066x\\u2069\\u200e\\u200f\\u061c");
}

TEST_CASE("log text: bytes that are not UTF-8 are written as bytes", "[server]") {
  CHECK(escaped("\x9b"
                "31m") == "\\x9b31m");
  CHECK(escaped("\xc0\x8a") == "\\xc0\\x8a");
  CHECK(escaped("\xe2\x80") == "\\xe2\\x80");
  CHECK(escaped("\xe2\x80\nx") == "\\xe2\\x80\\nx");
  CHECK(escaped("\xed\xa0\x80") == "\\xed\\xa0\\x80");
  CHECK(escaped("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
  CHECK(escaped("\xff\xfe") == "\\xff\\xfe");
}

TEST_CASE("log text: any two bytes", "[server]") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const char text[] = {static_cast<char>(first), static_cast<char>(second)};
      for (const char c : escaped({text, 2})) {
        const auto byte = static_cast<unsigned char>(c);
        REQUIRE((byte >= 0x20 && byte != 0x7f));
      }
    }
  }
}
