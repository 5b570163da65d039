#include <vgen/json/digits.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <map>

using vgen::json::as_digits;
using vgen::json::DigitsRule;

namespace {

using Signed = DigitsRule<std::int64_t>;
using Unsigned = DigitsRule<std::uint64_t>;

template <class T>
void there_and_back(T value, std::string_view text) {
  CHECK(value_of<T>(text, DigitsRule<T>{}) == value);
  CHECK(vgen::json::to_json(value, as_digits) == text);
}

}  // namespace

TEST_CASE("digits: the full range of every type", "[json]") {
  there_and_back<std::uint64_t>(0, R"("0")");
  there_and_back<std::uint64_t>(UINT64_MAX, R"("18446744073709551615")");
  there_and_back<std::int64_t>(INT64_MAX, R"("9223372036854775807")");
  there_and_back<std::int64_t>(INT64_MIN, R"("-9223372036854775808")");
  there_and_back<std::int64_t>(9'007'199'254'740'993, R"("9007199254740993")");
  there_and_back<std::uint8_t>(255, R"("255")");
  there_and_back<std::int16_t>(-32768, R"("-32768")");
  CHECK(value_of<std::uint64_t>(R"("\u0031\u0032")", Unsigned{}) == 12);
}

TEST_CASE("digits: what is not a string or not the one spelling", "[json]") {
  CHECK(faults_of<std::uint64_t>("5", Unsigned{}) ==
        std::vector{fault("", "type", "\"string\"", "must be an integer as a string of digits")});
  const auto refused = fault("", "pattern", R"("^(0|[1-9][0-9]*)$")",
                             "must be the digits of an integer from 0 to 18446744073709551615");
  for (const char* const text :
       {"", "-", "-0", "00", "01", "+1", " 1", "1 ", "1.0", "1e2", "0x1", "1_000"}) {
    INFO(text);
    CHECK(faults_of<std::uint64_t>('"' + std::string(text) + '"', Unsigned{}) ==
          std::vector{refused});
  }
  for (const char* const text : {"-0", "--1", "1-", "-01"}) {
    INFO(text);
    CHECK(
        faults_of<std::int64_t>('"' + std::string(text) + '"', Signed{}) ==
        std::vector{fault(
            "", "pattern", R"("^(0|-?[1-9][0-9]*)$")",
            "must be the digits of an integer from -9223372036854775808 to 9223372036854775807")});
  }
}

TEST_CASE("digits: beyond the type", "[json]") {
  for (const char* const text :
       {"18446744073709551616", "99999999999999999999", "100000000000000000000",
        "340282366920938463463374607431768211456"}) {
    INFO(text);
    CHECK(faults_of<std::uint64_t>('"' + std::string(text) + '"', Unsigned{}) ==
          std::vector{fault("", "maximum", "\"18446744073709551615\"",
                            "must be at most 18446744073709551615")});
  }
  CHECK(faults_of<std::uint64_t>(R"("-1")", Unsigned{}) ==
        std::vector{fault("", "minimum", "0", "must be at least 0")});
  CHECK(faults_of<std::int64_t>(R"("9223372036854775808")", Signed{}) ==
        std::vector{fault("", "maximum", "\"9223372036854775807\"",
                          "must be at most 9223372036854775807")});
  for (const char* const text : {"-9223372036854775809", "-18446744073709551616",
                                 "-340282366920938463463374607431768211456"}) {
    INFO(text);
    CHECK(faults_of<std::int64_t>('"' + std::string(text) + '"', Signed{}) ==
          std::vector{fault("", "minimum", "\"-9223372036854775808\"",
                            "must be at least -9223372036854775808")});
  }
  CHECK(code_of<std::uint8_t>(R"("256")", DigitsRule<std::uint8_t>{}) == "maximum");
}

TEST_CASE("digits: limits", "[json]") {
  CHECK(value_of<std::uint64_t>(
            R"("10")",
            Unsigned{.minimum = 5, .maximum = 10, .exclusive_minimum = 0, .multiple_of = 5}) == 10);
  CHECK(faults_of<std::uint64_t>(R"("0")", Unsigned{.exclusive_minimum = 0}) ==
        std::vector{fault("", "exclusiveMinimum", "0", "must be greater than 0")});
  CHECK(faults_of<std::uint64_t>(R"("4")", Unsigned{.minimum = 5, .multiple_of = 3}) ==
        std::vector{fault("", "minimum", "5", "must be at least 5"),
                    fault("", "multipleOf", "3", "must be a multiple of 3")});
  CHECK(
      faults_of<std::uint64_t>(R"("18446744073709551615")", Unsigned{.maximum = UINT64_MAX - 1}) ==
      std::vector{fault("", "maximum", R"("18446744073709551614")",
                        "must be at most 18446744073709551614")});
  CHECK(faults_of<std::int64_t>(R"("7")", Signed{.exclusive_maximum = 7}) ==
        std::vector{fault("", "exclusiveMaximum", "7", "must be less than 7")});
}

TEST_CASE("digits: below lists, maps and optionals", "[json]") {
  using List = std::vector<std::optional<std::uint64_t>>;
  CHECK(value_of<List>(R"(["1","18446744073709551615"])", Unsigned{}) == List{1, UINT64_MAX});
  CHECK(vgen::json::to_json(List{1, std::nullopt, UINT64_MAX}, as_digits) ==
        R"(["1",null,"18446744073709551615"])");
  using Map = std::map<std::string, std::int64_t>;
  CHECK(value_of<Map>(R"({"a":"-5"})", Signed{}) == Map{{"a", -5}});
  CHECK(vgen::json::to_json(Map{{"a", -5}}, as_digits) == R"({"a":"-5"})");
  CHECK(faults_of<Map>(R"({"a":"x"})", Signed{})[0].pointer == "/a");
}
