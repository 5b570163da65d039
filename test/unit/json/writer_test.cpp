#include "sample.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <span>

using vgen::json::to_json;
using vgen::json::Writer;

TEST_CASE("writer: scalars", "[json]") {
  CHECK(to_json(true) == "true");
  CHECK(to_json(false) == "false");
  CHECK(to_json(0) == "0");
  CHECK(to_json(std::int64_t{-9007199254740991}) == "-9007199254740991");
  CHECK(to_json(std::uint64_t{9007199254740991}) == "9007199254740991");
  CHECK(to_json(std::int8_t{-128}) == "-128");
  CHECK(to_json(0.1) == "0.1");
  CHECK(to_json(0.1F) == "0.1");
  CHECK(to_json(1e100) == "1e+100");
  CHECK(to_json(100.0) == "100");
  CHECK(to_json(-0.0) == "-0");
  CHECK(to_json(std::numeric_limits<double>::denorm_min()) == "5e-324");
  CHECK(to_json(std::optional<int>()) == "null");
  CHECK(to_json(std::string_view("x")) == "\"x\"");
  const std::array<int, 2> numbers{1, 2};
  CHECK(to_json(std::span(numbers)) == "[1,2]");
  CHECK(to_json(sample::Priority::high) == "\"high\"");
}

TEST_CASE("writer: strings of every length, with every special character at every place",
          "[json]") {
  const auto expected = [](std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
      switch (c) {
        case '"': json += "\\\""; break;
        case '\\': json += "\\\\"; break;
        case '\n': json += "\\n"; break;
        case '\x1F': json += "\\u001f"; break;
        default: json += c;
      }
    }
    return json + '"';
  };
  for (std::size_t size = 0; size < 50; ++size) {
    const std::string plain(size, 'p');
    CHECK(to_json(plain) == expected(plain));
    for (std::size_t at = 0; at < size; ++at) {
      for (const char c : {'"', '\\', '\n', '\x1F'}) {
        std::string text = plain;
        text[at] = c;
        if (to_json(text) != expected(text)) FAIL_CHECK(text);
      }
      const std::string text = plain.substr(0, at) + "é" + plain.substr(at);
      if (to_json(text) != expected(text)) FAIL_CHECK(text);
    }
  }
  CHECK(to_json(std::string("\0\b\f\r\t\x7F/", 7)) == "\"\\u0000\\b\\f\\r\\t\x7F/\"");
}

TEST_CASE("writer: appends, and grows", "[json]") {
  std::string out = "HTTP/1.1 200\r\n\r\n";
  {
    Writer writer(out);
    vgen::json::write(writer, std::vector<std::string>(1000, std::string(100, 'x')));
  }
  CHECK(out.size() == 16 + 2 + 1000 * 102 + 999);
  CHECK(out.substr(0, 18) == "HTTP/1.1 200\r\n\r\n[\"");
  CHECK(out.substr(out.size() - 3) == "x\"]");
}

TEST_CASE("writer: finish, then the string is the caller's again", "[json]") {
  std::string out;
  Writer writer(out);
  vgen::json::write(writer, 5);
  CHECK(writer.finish());
  out += "more";
  CHECK(writer.finish());
  CHECK(out == "5more");
}

TEST_CASE("writer: never a wrong text", "[json]") {
  const auto failure = [](const auto& value) {
    std::string out = "before";
    Writer writer(out);
    vgen::json::write(writer, value);
    CHECK(writer.failed());
    CHECK_FALSE(writer.finish());
    CHECK(out == "before");
    return writer.failure();
  };
  CHECK(failure(std::int64_t{9007199254740992}) == "an integer beyond ±(2^53-1)");
  CHECK(failure(std::numeric_limits<std::int64_t>::min()) == "an integer beyond ±(2^53-1)");
  CHECK(failure(std::numeric_limits<std::uint64_t>::max()) == "an integer beyond ±(2^53-1)");
  CHECK(failure(std::map<std::uint64_t, int>{{std::numeric_limits<std::uint64_t>::max(), 1}}) ==
        "an integer beyond ±(2^53-1)");
  CHECK(failure(std::nan("")) == "a number that is not finite");
  CHECK(vgen::json::to_json(std::numeric_limits<float>::max()) == "3.4028234663852886e+38");
  CHECK(failure(std::numeric_limits<float>::infinity()) == "a number that is not finite");
  CHECK(failure(std::string("\xFF")) == "a string that is not valid UTF-8");
  CHECK(failure(std::string("0123456789abcdef\xED\xA0\x80")) == "a string that is not valid UTF-8");
  CHECK(failure(sample::Todo{.id = 1, .title = "\x80"}) ==
        "title: a string that is not valid UTF-8");
  CHECK(failure(static_cast<sample::Priority>(7)) ==
        "a value that is not an enumerator of its enum");
  CHECK(failure(static_cast<sample::Priority>(-1)) ==
        "a value that is not an enumerator of its enum");
}

TEST_CASE("writer: an object by hand", "[json]") {
  std::string out;
  Writer writer(out);
  {
    vgen::json::ObjectWriter object(writer);
    vgen::json::write(object.key("a\n"), 1);
    object.key("raw").raw("[1,2]");
    object.key(12).null();
    vgen::json::ArrayWriter array(object.key("list"));
    vgen::json::write(array.item(), std::string_view("x"));
  }
  CHECK(writer.finish());
  CHECK(out == R"({"a\n":1,"raw":[1,2],"12":null,"list":["x"]})");
}
