#include "sample.hpp"

#include <vgen/json/pattern.hpp>

#include <map>
#include <string>

using sample::Todo;

namespace {

/// The only fault of a text that is not JSON.
vgen::Fault malformed(std::string_view text, const vgen::Limits& limits = {}) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults, limits);
  Todo todo;
  vgen::json::read(in, todo);
  CHECK_FALSE(in.finish());
  CHECK(in.malformed());
  REQUIRE(faults.size() == 1);
  return faults[0];
}

}  // namespace

TEST_CASE("reader: what the text has wrong is one fault with its position", "[json]") {
  CHECK(malformed("") ==
        fault("", "syntax", "", "a value is missing: the text ends, at byte 0 (line 1, column 1)"));
  CHECK(malformed("  \n ") ==
        fault("", "syntax", "", "a value is missing: the text ends, at byte 4 (line 2, column 2)"));
  CHECK(malformed("{") ==
        fault("", "syntax", "", "the text ends within an object, at byte 1 (line 1, column 2)"));
  CHECK(malformed(R"({"id":1,})") ==
        fault("", "syntax", "",
              "expected a member name in double quotes, at byte 8 (line 1, column 9)"));
  CHECK(malformed(R"({"id":1 "title":"a"})") ==
        fault("", "syntax", "", "expected ',' or '}', at byte 8 (line 1, column 9)"));
  CHECK(malformed(R"({"id" 1})") ==
        fault("", "syntax", "", "expected ':', at byte 6 (line 1, column 7)"));
  CHECK(malformed(R"({"id":})") ==
        fault("/id", "syntax", "", "expected a value, at byte 6 (line 1, column 7)"));
  CHECK(malformed(R"({'id':1})") ==
        fault("", "syntax", "",
              "expected a member name in double quotes, at byte 1 (line 1, column 2)"));
  CHECK(malformed(R"({"id":1,"title":"ä)"
                  "\n\"}") ==
        fault("/title", "syntax", "",
              "a control character in a string must be escaped, at byte 19 (line 1, column 19)"));
  CHECK(malformed(R"({"labels":["a",]})") ==
        fault("/labels/1", "syntax", "", "expected a value, at byte 15 (line 1, column 16)"));
  CHECK(malformed(R"({"labels":["a" "b"]})") ==
        fault("/labels", "syntax", "", "expected ',' or ']', at byte 15 (line 1, column 16)"));
  CHECK(malformed(R"({"labels":["a")") ==
        fault("/labels", "syntax", "",
              "the text ends within an array, at byte 14 (line 1, column 15)"));
  CHECK(malformed(R"({"done":tru})") ==
        fault("/done", "syntax", "", "expected true, at byte 8 (line 1, column 9)"));
  CHECK(malformed(R"({"due":nul})") ==
        fault("/due", "syntax", "", "expected null, at byte 7 (line 1, column 8)"));
  CHECK(malformed(R"({"id":1,"title":"a"} x)") ==
        fault("", "syntax", "",
              "there is more text after the value, at byte 21 (line 1, column 22)"));
  CHECK(
      malformed("\xEF\xBB\xBF{}") ==
      fault("", "syntax", "", "a JSON text has no byte order mark, at byte 0 (line 1, column 1)"));
  CHECK(malformed(R"({"x":[{"y":}]})") ==
        fault("/x", "syntax", "", "expected a value, at byte 11 (line 1, column 12)"));
}

TEST_CASE("reader: malformed text is the only fault, whatever was found before", "[json]") {
  CHECK(malformed(R"({"id":0,"titel":"a","priority":3,)").code == "syntax");
  vgen::Faults faults;
  faults.add({.in = vgen::Place::path,
              .pointer = "/id",
              .code = "type",
              .limit = {},
              .message = "must be an integer"});
  vgen::json::Reader in(R"({"id":0,)", faults);
  Todo todo;
  vgen::json::read(in, todo);
  CHECK_FALSE(in.finish());
  CHECK(faults.size() == 2);
  CHECK(faults[0].in == vgen::Place::path);
  CHECK(faults[1].code == "syntax");
}

TEST_CASE("reader: strings", "[json]") {
  CHECK(value_of<std::string>(R"("")").empty());
  CHECK(value_of<std::string>(R"("a\"\\\/\b\f\n\r\tz")") == "a\"\\/\b\f\n\r\tz");
  CHECK(value_of<std::string>(R"("\u0000\u00e9\u20AC\ud83d\ude00")") == std::string("\0é€😀", 10));
  CHECK(value_of<std::string>("\"\x7F é€😀 \xF4\x8F\xBF\xBF\"") == "\x7F é€😀 \xF4\x8F\xBF\xBF");
  const std::string longer(1000, 'x');
  CHECK(value_of<std::string>('"' + longer + "\\n" + longer + "é\"") ==
        longer + "\n" + longer + "é");
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text(size, 'y');
    CHECK(value_of<std::string>('"' + text + '"') == text);
    CHECK(value_of<std::string>('"' + text + "é\"") == text + "é");
    CHECK(value_of<std::string>('"' + text + "\\t\"") == text + "\t");
  }
}

TEST_CASE("reader: refused strings", "[json]") {
  for (const char* const text : {R"("\ud83d")",
                                 R"("\ude00")",
                                 R"("\ud83dx")",
                                 R"("\ud83d\n")",
                                 R"("\ud83d\ud83d")",
                                 R"("\ude00\ud83d")",
                                 "\"\xC0\x80\"",
                                 "\"\xC1\xBF\"",
                                 "\"\xE0\x80\x80\"",
                                 "\"\xE0\x9F\xBF\"",
                                 "\"\xED\xA0\x80\"",
                                 "\"\xED\xBF\xBF\"",
                                 "\"\xF0\x80\x80\x80\"",
                                 "\"\xF0\x8F\xBF\xBF\"",
                                 "\"\xF4\x90\x80\x80\"",
                                 "\"\xF5\x80\x80\x80\"",
                                 "\"\xFF\"",
                                 "\"\x80\"",
                                 "\"\xE2\x82\"",
                                 "\"\xF0\x9F\x98\"",
                                 "\"0123456789abcdef\xC3\"",
                                 "{\"\xFF\":1}",
                                 "[\"\xFF\"]"}) {
    INFO(text);
    CHECK(code_of<std::string>(text) == "encoding");
  }
  for (const char* const text :
       {R"("\x41")", R"("\u12")", R"("\u12g4")", R"("\u")", R"("\)", R"("abc)", "\"a\nb\"",
        "\"\x1F\"", R"("\U0041")", "'a'", "\"\t\""}) {
    INFO(text);
    CHECK(code_of<std::string>(text) == "syntax");
  }
  using namespace std::string_literals;
  CHECK(code_of<std::string>("\"a\0b\""s) == "syntax");
  CHECK(code_of<std::string>("\0"s) == "syntax");
}

TEST_CASE("reader: lengths are in code points", "[json]") {
  using vgen::json::StringRule;
  CHECK(value_of<std::string>(R"("äöü😀")", StringRule{.min_length = 4, .max_length = 4}) ==
        "äöü😀");
  CHECK(faults_of<std::string>(R"("äöü😀")", StringRule{.max_length = 3}) ==
        std::vector{fault("", "maxLength", "3", "must have at most 3 characters")});
  CHECK(faults_of<std::string>(R"("äöü😀")", StringRule{.min_length = 5}) ==
        std::vector{fault("", "minLength", "5", "must have at least 5 characters")});
  CHECK(faults_of<std::string>(R"("")", StringRule{.min_length = 1}) ==
        std::vector{fault("", "minLength", "1", "must not be empty")});
  CHECK(faults_of<std::string>(R"("ab")", StringRule{.max_length = 1}) ==
        std::vector{fault("", "maxLength", "1", "must have at most 1 character")});
}

TEST_CASE("reader: pattern and format of a string", "[json]") {
  using vgen::json::StringRule;
  const vgen::json::Pattern pattern("^[a-z\"]+$");
  CHECK(value_of<std::string>(R"("abc")", StringRule{.pattern = &pattern}) == "abc");
  CHECK(faults_of<std::string>(R"("Abc")", StringRule{.max_length = 2,
                                                      .pattern = &pattern,
                                                      .format = vgen::json::Format::date_time}) ==
        std::vector{fault("", "maxLength", "2", "must have at most 2 characters"),
                    fault("", "pattern", R"("^[a-z\"]+$")", "must match the pattern ^[a-z\"]+$"),
                    fault("", "format", "\"date-time\"",
                          "must be a date and time with offset, like 2026-01-31T12:00:00Z")});
}

TEST_CASE("reader: enums", "[json]") {
  CHECK(value_of<sample::Priority>(R"("high")") == sample::Priority::high);
  CHECK(value_of<sample::Priority>(R"("h\u0069gh")") == sample::Priority::high);
  CHECK(faults_of<sample::Priority>(R"("High")") ==
        std::vector{
            fault("", "enum", R"(["low","normal","high"])", "must be one of low, normal, high")});
  CHECK(faults_of<sample::Priority>("1") ==
        std::vector{fault("", "type", "\"string\"", "must be a string, not a number")});
}

TEST_CASE("reader: depth", "[json]") {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth / 2; ++i) text += "{\"children\":[";
    for (std::size_t i = 0; i < depth / 2; ++i) text += "]}";
    return text;
  };
  CHECK(faults_of<sample::Tree>(nested(64)).empty());
  const auto deep = faults_of<sample::Tree>(nested(66));
  REQUIRE(deep.size() == 1);
  CHECK(deep[0].code == "depth");
  CHECK(deep[0].limit == "64");
  CHECK(deep[0].message == "is nested deeper than 64 levels, at byte 416 (line 1, column 417)");
  CHECK(code_of<sample::Tree>("{\"children\":" + std::string(1'000'000, '[')) == "depth");
  CHECK(code_of<Todo>("{\"x\":" + std::string(1'000'000, '[')) == "depth");
  CHECK(code_of<Todo>(std::string(1'000'000, '[')) == "depth");
  std::string bomb;
  for (int i = 0; i < 100'000; ++i) bomb += "{\"a\":";
  CHECK(code_of<Todo>(bomb) == "depth");
  CHECK(malformed("{\"author\":{}}", {.depth = 1}).code == "depth");
}

TEST_CASE("reader: sizes", "[json]") {
  CHECK(malformed(R"({"id":1,"title":"abcdef"})", {.string_bytes = 5}) ==
        fault("/title", "size", "5",
              "a string is longer than 5 bytes, at byte 17 (line 1, column 18)"));
  CHECK(malformed(R"({"abcdef":1})", {.string_bytes = 5}).code == "size");
  CHECK(malformed(R"({"labels":["a","b","c"]})", {.items = 2}) ==
        fault("/labels", "size", "2",
              "an array has more than 2 items, at byte 19 (line 1, column 20)"));
  vgen::Faults faults;
  vgen::json::Reader in(R"({"a":1,"b":2})", faults, {.items = 1});
  std::map<std::string, int> map;
  vgen::json::read(in, map);
  CHECK(in.malformed());
  CHECK(faults.list() ==
        std::vector{fault("", "size", "1",
                          "an object has more than 1 members, at byte 7 (line 1, column 8)")});
}

TEST_CASE("reader: at most 32 faults, and whether there were more", "[json]") {
  std::string text = "[";
  for (int i = 0; i < 40; ++i) text += i == 0 ? "0" : ",0";
  const auto parsed = vgen::json::parse<std::vector<std::string>>(text + "]");
  CHECK(parsed.faults.size() == 32);
  CHECK(parsed.faults.dropped());
  CHECK(parsed.faults[31] == fault("/31", "type", "\"string\"", "must be a string, not a number"));
}

TEST_CASE("reader: a long name is cut in pointers", "[json]") {
  const auto faults = faults_of<sample::Nothing>("{\"" + std::string(1'000'000, 'k') + "\":1}");
  CHECK(faults == std::vector{fault("/" + std::string(100, 'k') + "…", "unknown", "",
                                    "is not a known member")});
}

TEST_CASE("reader: raw and skip", "[json]") {
  vgen::Faults faults;
  vgen::json::Reader in(R"( {"a":[1,2.5e3,null,true,false,"x\n"]} , )", faults);
  CHECK(in.raw() == R"({"a":[1,2.5e3,null,true,false,"x\n"]})");
  CHECK(in.peek() == ',');
  CHECK_FALSE(in.finish());
}
