#include "tools/vgen/emit/schema/integer_pattern.hpp"

#include <catch2/catch.hpp>

#include <regex>

using vgen::tool::emit::integer_pattern;

TEST_CASE("integer_pattern: small ranges", "[emit]") {
  CHECK(integer_pattern(0, 0) == "^0$");
  CHECK(integer_pattern(5, 7) == "^[5-7]$");
  CHECK(integer_pattern(-3, -1) == "^-[1-3]$");
  CHECK(integer_pattern(7, 1203) == "^(?:[7-9]|1(?:[0-1][0-9]{2}|20[0-3])|[1-9][0-9]{1,2})$");
}

TEST_CASE("integer_pattern: accepts the range and nothing else", "[emit]") {
  const auto [lowest, highest] =
      GENERATE(std::pair{-128, 127}, std::pair{0, 255}, std::pair{-7, 1002}, std::pair{90, 110},
               std::pair{-999, -12});
  const std::regex pattern(integer_pattern(lowest, highest));
  for (int number = -1500; number <= 1500; ++number) {
    INFO(number);
    CHECK(std::regex_match(std::to_string(number), pattern) ==
          (number >= lowest && number <= highest));
  }
  for (const char* text : {"", "-", "-0", "00", "01", "+1", "1.0", "1e1", " 1"}) {
    INFO(text);
    CHECK_FALSE(std::regex_match(text, pattern));
  }
}

TEST_CASE("integer_pattern: the largest range ends exactly", "[emit]") {
  const std::regex pattern(integer_pattern(-9007199254740991, 9007199254740991));
  CHECK(std::regex_match("9007199254740991", pattern));
  CHECK(std::regex_match("-9007199254740991", pattern));
  CHECK(std::regex_match("1000000000000000", pattern));
  CHECK_FALSE(std::regex_match("9007199254740992", pattern));
  CHECK_FALSE(std::regex_match("-9007199254740992", pattern));
  CHECK_FALSE(std::regex_match("10000000000000000", pattern));
}
