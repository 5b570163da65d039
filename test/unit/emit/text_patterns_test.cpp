#include "tools/vgen/emit/schema/text_patterns.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <string>

using vgen::tool::emit::base64_pattern;
using vgen::tool::emit::timestamp_pattern;

namespace {

bool found(const std::string& text, const std::string& pattern) {
  INFO(text << " by " << pattern);
  return std::regex_search(text, std::regex(pattern));
}

}  // namespace

TEST_CASE("timestamp_pattern: only zeros behind what the type holds", "[emit]") {
  CHECK(timestamp_pattern(0) == "^[^.]+($|\\.0+[Zz+-])");
  CHECK(timestamp_pattern(6) == "^[^.]+($|\\.[0-9]{1,6}0*[Zz+-])");
  for (const char* text : {"2026-11-20T14:30:00Z", "2026-11-20T14:30:00.0Z",
                           "2026-11-20t14:30:00.000000000000-07:30"}) {
    CHECK(found(text, timestamp_pattern(0)));
    CHECK(found(text, timestamp_pattern(3)));
    CHECK(found(text, timestamp_pattern(9)));
  }
  CHECK_FALSE(found("2026-11-20T14:30:00.5Z", timestamp_pattern(0)));
  CHECK(found("2026-11-20T14:30:00.125Z", timestamp_pattern(3)));
  CHECK(found("2026-11-20T14:30:00.1250+01:00", timestamp_pattern(3)));
  CHECK_FALSE(found("2026-11-20T14:30:00.1251+01:00", timestamp_pattern(3)));
  CHECK_FALSE(found("2026-11-20T14:30:00.0000000001Z", timestamp_pattern(9)));
}

TEST_CASE("timestamp_pattern: nanoseconds reach from 1678 to 2261", "[emit]") {
  for (int year = 1000; year <= 2999; ++year) {
    CHECK(found(std::to_string(year) + "-01-01T00:00:00Z", timestamp_pattern(9)) ==
          (year >= 1678 && year <= 2261));
  }
  CHECK(found("9999-01-01T00:00:00Z", timestamp_pattern(6)));
}

TEST_CASE("base64_pattern: padded, without stray bits, of the size", "[emit]") {
  for (const char* text : {"", "AA==", "/w==", "AAA=", "++8=", "AAAA", "AAAAAA=="})
    CHECK(found(text, base64_pattern({})));
  for (const char* text : {"A", "AA", "AA=", "AB==", "AAB=", "AAA", "AA-_", "AA==AA==", "AAAA\n"})
    CHECK_FALSE(found(text, base64_pattern({})));
  CHECK(base64_pattern(0) == "^$");
  CHECK(found("AA==", base64_pattern(1)));
  CHECK(found("AAA=", base64_pattern(2)));
  CHECK(found("AAAA", base64_pattern(3)));
  CHECK(found("AAAAAAAA", base64_pattern(6)));
  CHECK_FALSE(found("AAAA", base64_pattern(6)));
  CHECK_FALSE(found("AAA=", base64_pattern(3)));
}
