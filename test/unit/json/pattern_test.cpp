#include <vgen/json/pattern.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

namespace {

bool matches(std::string_view expression, std::string_view text) {
  CHECK(vgen::json::Pattern::check(expression) == std::nullopt);
  return vgen::json::Pattern(expression).matches(text);
}

std::string error(std::string_view expression) {
  CHECK_THROWS_AS(vgen::json::Pattern(expression), std::invalid_argument);
  return vgen::json::Pattern::check(expression).value_or("no error");
}

}  // namespace

TEST_CASE("pattern: found anywhere unless anchored", "[json]") {
  CHECK(matches("b", "abc"));
  CHECK(matches("^a*$", "aaa"));
  CHECK_FALSE(matches("^b", "abc"));
  CHECK_FALSE(matches("^a$", "a\n"));
  CHECK_FALSE(matches("^a$", "b\na"));
  CHECK(matches("", ""));
}

TEST_CASE("pattern: what ECMA-262 spells differently", "[json]") {
  CHECK(matches("^\\u00e4$", "ä"));
  CHECK(matches("^\\u{1F600}$", "😀"));
  CHECK(matches("^\\ud83d\\ude00$", "😀"));
  CHECK(matches("^[\\u00e0-\\u00ff]+$", "äöü"));
  CHECK(matches("^\\x41\\cA\\0$", std::string_view("A\x01\0", 3)));
  CHECK(matches("^\\/a\\/$", "/a/"));
  CHECK(matches("^.$", "😀"));
  CHECK_FALSE(matches("^.$", "\n"));
  CHECK_FALSE(matches("^.$", "\r"));
  CHECK_FALSE(matches("^.$", "\xE2\x80\xA8"));
  CHECK(matches("^\\d+$", "0123"));
  CHECK_FALSE(matches("^\\d$", "১"));
  CHECK(matches("^\\w\\W$", "_é"));
  CHECK(matches("^\\s+$", " \t\n\v\f\r\xC2\xA0\xEF\xBB\xBF\xE2\x80\xA9"));
  CHECK_FALSE(matches("\\S", " \t\n\v\f\r\xC2\xA0\xEF\xBB\xBF\xE2\x80\xA9"));
  CHECK(matches("^[\\s\\d]+$", "1\xC2\xA0"));
  CHECK(matches("^[^\\S]$", "\v"));
  CHECK(matches("^[\\S]$", "é"));
  CHECK_FALSE(matches("^[\\S]$", "\xE3\x80\x80"));
  CHECK(matches("^(?<year>\\d{4})-(?:\\d{2})$", "2026-01"));
  CHECK(matches("^[\\b]$", "\b"));
  CHECK(matches("\\bword\\b", "a word!"));
  CHECK(matches("^[[:alpha:\\]]+$", "[:]"));
  CHECK_FALSE(matches("[[:alpha:]", "b"));
  CHECK(matches("^[\\]\\[\\-^]+$", "]-[^"));
  CHECK(matches("^[^]$", "\n"));
  CHECK_FALSE(matches("[]", "a"));
  CHECK(matches("^\\p{Letter}\\p{Lu}\\P{L}$", "äÄ1"));
  CHECK(matches("^\\p{Script=Greek}+$", "λόγος"));
  CHECK(matches("^a{2,3}?b{1,}c{1}$", "aabc"));
  CHECK(matches("^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|$", "^$\\.*+?()[]{}|"));
  CHECK(matches("^(a|b)*$", "abba"));
}

TEST_CASE("pattern: what cannot be had in linear time or is none", "[json]") {
  CHECK(error("(?=a)") == "lookahead is not supported: patterns are matched in linear time");
  CHECK(error("a(?!b)") == "lookahead is not supported: patterns are matched in linear time");
  CHECK(error("(?<=a)b") == "lookbehind is not supported: patterns are matched in linear time");
  CHECK(error("(?<!a)b") == "lookbehind is not supported: patterns are matched in linear time");
  CHECK(error("(a)\\1") == "backreferences are not supported: patterns are matched in linear time");
  CHECK(error("(?<x>a)\\k<x>") ==
        "backreferences are not supported: patterns are matched in linear time");
  CHECK(error("\\a") == "unknown escape: '\\a'");
  CHECK(error("\\-") == "unknown escape: '\\-'");
  CHECK(error("\\A") == "unknown escape: '\\A'");
  CHECK(error("\\Qa") == "unknown escape: '\\Q'");
  CHECK(error("(?i)a") == "unknown kind of group: '(?i'");
  CHECK(error("a{") == "a '{' that does not begin a repetition must be written '\\{'");
  CHECK(error("a}") == "a '}' must be written '\\}'");
  CHECK(error("[a") == "a '[' without ']'");
  CHECK(error("\\") == "a '\\' at the end");
  CHECK(error("\\u12") == "'\\u' needs four hexadecimal digits");
  CHECK(error("\\ud83d") == "half of a surrogate pair is not a character");
  CHECK(error("\\x4") == "'\\x' needs two hexadecimal digits");
  CHECK(error("\\c1") == "'\\c' needs a letter");
  CHECK(error("\\u{110000}") == "'\\u{' needs a code point and '}'");
  for (const char* const wrong :
       {"(", ")", "*a", "a**", "[b-a]", "\\p{Nonsense}", "\\p", "a{2,1}", "(?<1a>b)"}) {
    INFO(wrong);
    CHECK(vgen::json::Pattern::check(wrong) != std::nullopt);
  }
}

TEST_CASE("pattern: no expression takes exponential time", "[json]") {
  CHECK_FALSE(matches("^(a+)+$", std::string(50'000, 'a') + "b"));
}
