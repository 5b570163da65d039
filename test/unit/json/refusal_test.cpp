#include "sample.hpp"

#include <cmath>
#include <map>
#include <set>
#include <string>

// Cases that the standard leaves open or forbids. The public test suite is in test/json_suite.

namespace {

using namespace std::string_literals;
using vgen::json::parse;

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// The code with which a text is refused as a whole; "" if it is JSON.
std::string refusal(std::string_view text, const vgen::Limits& limits = {}) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults, limits);
  in.skip();
  if (in.finish()) return "";
  REQUIRE(faults.size() == 1);
  return std::string(faults[0].code);
}

bool same(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

TEST_CASE("refusal: nesting beyond the limit, whatever reads it", "[json]") {
  for (const std::string& bomb :
       {repeated("[", 100'000), repeated("{\"a\":", 100'000), repeated("[{\"a\":", 100'000)}) {
    CHECK(refusal(bomb) == "depth");
    CHECK(refusal(bomb, {.depth = 100'000}) ==
          "depth");  // readers are recursive, so the limit itself has a limit
    CHECK(code_of<sample::Todo>("{\"author\":" + bomb) == "depth");
    CHECK(code_of<sample::Todo>("{\"x\":" + bomb) == "depth");
  }
  CHECK(code_of<sample::Tree>(repeated("{\"children\":[", 100'000)) == "depth");
  CHECK(refusal(repeated("[", 64) + repeated("]", 64)).empty());
  CHECK(refusal(repeated("[", 65) + repeated("]", 65)) == "depth");
  CHECK(refusal(repeated("[", 512) + repeated("]", 512), {.depth = 512}).empty());
}

TEST_CASE("refusal: names of a megabyte", "[json]") {
  const std::string name(1'000'000, 'k');
  CHECK(refusal("{\"" + name + "\":1}").empty());
  CHECK(refusal("{\"" + name + "\":1}", {.string_bytes = 999'999}) == "size");
  const auto map = value_of<std::map<std::string, int>>("{\"" + name + "\":1}");
  CHECK(map.at(name) == 1);
  const auto faults = faults_of<std::map<std::string, int>>("{\"" + name + "\":\"\"}");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].pointer.size() < 200);  // a long hostile name is not repeated in the fault
}

TEST_CASE("refusal: what is no Unicode character", "[json]") {
  for (const std::string_view half :
       {"\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud800\\ud800", "\\udc00\\ud800", "\\ud800x",
        "\\ud800\\n", "\\ud800\\u0041"}) {
    const std::string text = "\"" + std::string(half) + "\"";
    INFO(text);
    CHECK(refusal(text) == "encoding");
    CHECK(code_of<std::string>(text) == "encoding");
    CHECK(refusal("{" + text + ":1}") == "encoding");
    CHECK(code_of<sample::Todo>("{" + text + ":1}") == "encoding");
  }
  // Surrogates as UTF-8 (CESU-8), overlong forms, beyond U+10FFFF, not UTF-8 at all; at every
  // position in the blocks of 16 bytes that are checked together.
  for (const std::string& bytes : {"\xED\xA0\x80"s,
                                   "\xED\xA0\xBD\xED\xB8\x80"s,
                                   "\xC0\x80"s,
                                   "\xC1\xBF"s,
                                   "\xE0\x80\x80"s,
                                   "\xE0\x9F\xBF"s,
                                   "\xF0\x80\x80\x80"s,
                                   "\xF0\x8F\xBF\xBF"s,
                                   "\xF4\x90\x80\x80"s,
                                   "\xF5\x80\x80\x80"s,
                                   "\xF8\x88\x80\x80\x80"s,
                                   "\xFF"s,
                                   "\xFE"s,
                                   "\x80"s,
                                   "\xBF"s,
                                   "\xC3"s,
                                   "\xE2\x82"s,
                                   "\xF0\x9F\x98"s,
                                   "\xC3\x28"s,
                                   "\xE2\x28\xA1"s,
                                   "\xF0\x28\x8C\xBC"s}) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (const std::size_t after : {0U, 1U, 40U}) {
        const std::string text =
            "\"" + std::string(before, 'a') + bytes + std::string(after, 'b') + "\"";
        INFO(text);
        CHECK(refusal(text) == "encoding");
        CHECK(code_of<std::string>(text) == "encoding");
        CHECK(code_of<sample::Todo>("{" + text + ":1}") == "encoding");
        CHECK(code_of<std::map<std::string, int>>("{" + text + ":1}") == "encoding");
      }
    }
  }
}

TEST_CASE("refusal: valid characters stay as they are, wherever they stand", "[json]") {
  for (const std::string& character :
       {"\x7F"s, "\xC2\x80"s, "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s,
        "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s, "\xE6\x97\xA5\xE6\x9C\xAC"s,
        "\xEF\xBB\xBF"s}) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (const std::size_t after : {0U, 1U, 40U}) {
        const std::string inside = std::string(before, 'a') + character + std::string(after, 'b');
        CHECK(value_of<std::string>("\"" + inside + "\"") == inside);
        CHECK(value_of<std::vector<std::string>>("[\"" + inside + "\",\"\\n" + inside + "\"]")[1] ==
              "\n" + inside);
      }
    }
  }
}

TEST_CASE("refusal: numbers without measure", "[json]") {
  CHECK(code_of<double>("1e400") == "maximum");
  CHECK(code_of<double>("-1e400") == "minimum");
  CHECK(code_of<float>("1e39") == "maximum");
  CHECK(same(value_of<double>("1e-400"), 0.0));
  CHECK(same(value_of<double>("-1e-400"), -0.0));
  CHECK(same(value_of<double>("0e999999999"), 0.0));
  CHECK(same(value_of<double>("-0"), -0.0));
  CHECK(same(value_of<double>("-0.0e5"), -0.0));
  CHECK(value_of<std::int64_t>("-0") == 0);
  CHECK(value_of<std::int64_t>("0e999999999") == 0);
  CHECK(value_of<std::int64_t>("1" + std::string(1'000'000, '0') + "e-1000000") == 1);
  const std::string digits(1'000'000, '7');
  CHECK(code_of<double>(digits) == "maximum");
  CHECK(value_of<double>("0." + digits) == Approx(0.7777777777));
  CHECK(code_of<std::int64_t>(digits) == "maximum");
  CHECK(code_of<std::int64_t>("1e" + digits) == "maximum");
  CHECK(code_of<std::int64_t>("0." + digits) == "type");
  CHECK(refusal(digits).empty());
}

TEST_CASE("refusal: numbers are the nearest doubles, by whatever way they are read", "[json]") {
  for (const char* const text : {"0.1",
                                 "0.3",
                                 "123.456",
                                 "1e22",
                                 "1e23",
                                 "9007199254740992e3",
                                 "9007199254740993",
                                 "9007199254740993e0",
                                 "0.30000000000000004",
                                 "2.2250738585072011e-308",
                                 "5e-324",
                                 "4.9e-324",
                                 "1.7976931348623157e308",
                                 "123456789012345678",
                                 "1234567890123456789",
                                 "18446744073709551615",
                                 "18446744073709551616",
                                 "99999999999999999999",
                                 "0.000000000000000000000000000001",
                                 "1.0E+2",
                                 "1e0000000001",
                                 "100000000000000000000000000000e-29",
                                 "3.14159265358979323846",
                                 "-65.613616999999977",
                                 "43.420273000000009"}) {
    INFO(text);
    CHECK(same(value_of<double>(text), std::strtod(text, nullptr)));
    CHECK(value_of<std::vector<double>>("[" + std::string(text) + "]")[0] ==
          std::strtod(text, nullptr));
    const float narrow = std::strtof(text, nullptr);
    if (std::isfinite(narrow)) CHECK(value_of<float>(text) == narrow);
  }
  for (const char* const text : {"01", "-01", "1.", ".5", "-", "+1", "1e", "1e+", "0x1", "1_0",
                                 "1.e1", "00", "Infinity", "NaN", "-.1"}) {
    INFO(text);
    CHECK(code_of<double>(text) == "syntax");
    CHECK(code_of<float>(text) == "syntax");
    CHECK(code_of<std::int64_t>(text) == "syntax");
  }
}

TEST_CASE("refusal: the same member twice, in whatever spelling", "[json]") {
  for (const char* const text :
       {R"({"name":"a","name":"b"})", R"({"name":"a","n\u0061me":"b"})",
        R"({"\u006eame":"a","name":"b"})", R"({"n\u0061me":"a","\u006Eame":"b"})",
        R"({ "name" : "a" , "name" : "b" })", R"({"name":"a","email":"x@example.com","name":"b"})",
        R"({"email":"x@example.com","name":"a","email":"y@example.com"})"}) {
    INFO(text);
    CHECK(code_of<sample::Author>(text) == "duplicate");
  }
  CHECK(code_of<std::map<std::string, int>>(R"({"a":1,"\u0061":2})") == "duplicate");
  CHECK(code_of<std::map<std::string, int>>(R"({"\/":1,"/":2})") == "duplicate");
}

TEST_CASE("refusal: a set with the same item twice that goes wrong after that", "[json]") {
  // Found by the fuzzer: the items were compared although the rest was not read.
  CHECK(code_of<std::set<std::string>>(R"(["a","a","b\h"])") == "syntax");
  CHECK(code_of<std::set<std::string>>(R"(["a","a")") == "syntax");
  CHECK(code_of<std::map<std::string, std::set<std::string>>>("{\"x\":[\"a\",\"a\",\"\xFF\"]}") ==
        "encoding");
  CHECK(code_of<std::set<int>>("[1,1,[") == "syntax");
}

TEST_CASE("refusal: NUL, byte order mark, what follows the value", "[json]") {
  CHECK(refusal("\"a\0b\""s) == "syntax");
  CHECK(refusal("[1,\0]"s) == "syntax");
  CHECK(refusal("\0"s) == "syntax");
  CHECK(refusal("{}\0"s) == "syntax");
  CHECK(code_of<sample::Author>("{\"name\0\":\"a\"}"s) == "syntax");
  CHECK(code_of<sample::Author>("\0{\"name\":\"a\"}"s) == "syntax");
  CHECK(code_of<sample::Author>("{\"name\":\"a\"\0}"s) == "syntax");
  CHECK(value_of<std::string>(R"("a\u0000b")") == "a\0b"s);
  CHECK(code_of<sample::Author>("\xEF\xBB\xBF{\"name\":\"a\"}") == "syntax");
  CHECK(code_of<sample::Author>("\xFF\xFE{\0}\0"s) == "syntax");
  for (const std::string_view garbage : {"x", "}", "]", ",", "{}", " 1", "\"\"", "//", "#", "\x01",
                                         "\xE2\x80\xA8", "\f", "\v", "\xC2\xA0"}) {
    INFO(garbage);
    CHECK(refusal("{}" + std::string(garbage)) == "syntax");
    CHECK(code_of<sample::Author>("{\"name\":\"a\"}" + std::string(garbage)) == "syntax");
  }
  CHECK(refusal("").compare("syntax") == 0);
}
