#include <vgen/http/headers.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using vgen::Header;
using vgen::Headers;

TEST_CASE("headers: names are found whatever their case", "[http]") {
  const Header list[] = {{"Accept", "a"}, {"X-Id", "1"}, {"x-id", "2"}};
  CHECK(vgen::find_header(list, "x-ID") == "1");
  CHECK_FALSE(vgen::find_header(list, "X-I"));
  CHECK(vgen::same_header_name("Content-Type", "content-TYPE"));
  CHECK_FALSE(vgen::same_header_name("a[", "a{"));
}

TEST_CASE("headers: they are kept as they are sent", "[http]") {
  Headers headers;
  headers.add("A", "1");
  headers.add("Empty", "");
  headers.add("B", "two words");
  CHECK(headers.text() == "A: 1\r\nEmpty: \r\nB: two words\r\n");
  CHECK(headers.size() == 3);
  CHECK(headers[1] == Header{.name = "Empty", .value = ""});
  CHECK(headers[2] == Header{.name = "B", .value = "two words"});
  CHECK(headers.find("b") == "two words");
}

TEST_CASE("headers: set replaces all of the name", "[http]") {
  Headers headers;
  headers.add("A", "1");
  headers.add("B", "2");
  headers.add("a", "3");
  headers.set("A", "4");
  CHECK(headers.text() == "B: 2\r\nA: 4\r\n");
  CHECK(headers[0] == Header{.name = "B", .value = "2"});
  headers.remove("b");
  CHECK(headers[0] == Header{.name = "A", .value = "4"});
  headers.clear();
  CHECK(headers.empty());
  CHECK(headers.text().empty());
}

TEST_CASE("headers: what would become another header is refused", "[http]") {
  Headers headers;
  CHECK_THROWS_AS(headers.add("X", "a\r\nSet-Cookie: b"), std::invalid_argument);
  CHECK_THROWS_AS(headers.add("X", std::string("a\0b", 3)), std::invalid_argument);
  CHECK_THROWS_AS(headers.add("X:", "a"), std::invalid_argument);
  CHECK_THROWS_AS(headers.add("", "a"), std::invalid_argument);
  CHECK(headers.empty());
  headers.add("X", "tab\tand \xc3\xa9");
  CHECK(headers.find("x") == "tab\tand \xc3\xa9");
}
