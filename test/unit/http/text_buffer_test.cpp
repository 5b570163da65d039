#include <vgen/core/text_buffer.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <utility>

using vgen::TextBuffer;

TEST_CASE("text buffer: grows at its end, and keeps its memory when cleared", "[core]") {
  TextBuffer text;
  CHECK(text.empty());
  CHECK(text.text().empty());
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    text.append(std::to_string(i));
    expected += std::to_string(i);
  }
  text.append({});
  CHECK(text.text() == expected);
  const std::size_t capacity = text.capacity();
  CHECK(capacity >= expected.size());
  text.clear();
  CHECK(text.empty());
  CHECK(text.capacity() == capacity);
  text.free();
  CHECK(text.capacity() == 0);
}

TEST_CASE("text buffer: written in place", "[core]") {
  TextBuffer text;
  text.reserve(4);
  REQUIRE(text.capacity() >= 4);
  text.data()[0] = 'a';
  text.data()[1] = 'b';
  text.set_size(2);
  CHECK(text.text() == "ab");
}

TEST_CASE("text buffer: copied, moved, swapped and compared", "[core]") {
  TextBuffer a;
  a.append("a long text that needs memory of its own");
  TextBuffer b(a);
  CHECK(a == b);
  b.append("!");
  CHECK_FALSE(a == b);
  a = b;
  CHECK(a == b);
  TextBuffer c(std::move(a));
  CHECK(c == b);
  TextBuffer d;
  d = std::move(c);
  CHECK(d == b);
  TextBuffer e;
  e.swap(d);
  CHECK(e == b);
  CHECK(d.empty());
}
