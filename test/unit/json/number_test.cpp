#include "sample.hpp"

#include <cmath>
#include <limits>
#include <random>

using vgen::json::IntegerRule;
using vgen::json::NumberRule;

TEST_CASE("number: integers in every spelling", "[json]") {
  CHECK(value_of<int>("0") == 0);
  CHECK(value_of<int>("-0") == 0);
  CHECK(value_of<unsigned>("-0") == 0);
  CHECK(value_of<int>(" 12 ") == 12);
  CHECK(value_of<int>("1.0") == 1);
  CHECK(value_of<int>("1e2") == 100);
  CHECK(value_of<int>("-1.50E+1") == -15);
  CHECK(value_of<int>("1200e-2") == 12);
  CHECK(value_of<int>("0.0000e5") == 0);
  CHECK(value_of<int>("0e999999999999999999999999") == 0);
  CHECK(value_of<int>("0.00000000000000000000000000000001e32") == 1);
  CHECK(value_of<std::int64_t>("9007199254740991") == 9007199254740991);
  CHECK(value_of<std::int64_t>("-9007199254740991") == -9007199254740991);
  CHECK(value_of<std::int64_t>("9007199254740991.000000000000000000000000000000") ==
        9007199254740991);
  CHECK(value_of<std::uint64_t>("9007199254740991") == 9007199254740991);
}

TEMPLATE_TEST_CASE("number: the exact range of each integer type", "[json]", std::int8_t,
                   std::uint8_t, std::int16_t, std::uint16_t, std::int32_t, std::uint32_t) {
  using Limits = std::numeric_limits<TestType>;
  const std::int64_t lowest = Limits::min();
  const std::int64_t highest = Limits::max();
  CHECK(value_of<TestType>(std::to_string(lowest)) == Limits::min());
  CHECK(value_of<TestType>(std::to_string(highest)) == Limits::max());
  CHECK(vgen::json::to_json(Limits::min()) == std::to_string(lowest));
  CHECK(vgen::json::to_json(Limits::max()) == std::to_string(highest));
  CHECK(faults_of<TestType>(std::to_string(lowest - 1)) ==
        std::vector{fault("", "minimum", std::to_string(lowest),
                          "must be at least " + std::to_string(lowest))});
  CHECK(faults_of<TestType>(std::to_string(highest + 1)) ==
        std::vector{fault("", "maximum", std::to_string(highest),
                          "must be at most " + std::to_string(highest))});
  CHECK(code_of<TestType>("1e400") == "maximum");
  CHECK(code_of<TestType>("-1e400") == "minimum");
}

TEST_CASE("number: 64 bits never lose a digit", "[json]") {
  const auto highest =
      std::vector{fault("", "maximum", "9007199254740991", "must be at most 9007199254740991")};
  const auto lowest =
      std::vector{fault("", "minimum", "-9007199254740991", "must be at least -9007199254740991")};
  CHECK(faults_of<std::int64_t>("9007199254740992") == highest);
  CHECK(faults_of<std::uint64_t>("9007199254740992") == highest);
  CHECK(faults_of<std::uint64_t>("18446744073709551616") == highest);
  CHECK(faults_of<std::int64_t>("1e999999999999999999999999999999999") == highest);
  CHECK(faults_of<std::int64_t>("99999999999999999999999999999999999999999") == highest);
  CHECK(faults_of<std::int64_t>("-9007199254740992") == lowest);
  CHECK(faults_of<std::int64_t>("-9223372036854775809") == lowest);
  CHECK(faults_of<std::uint64_t>("-1") ==
        std::vector{fault("", "minimum", "0", "must be at least 0")});
  CHECK(faults_of<std::int64_t>("9007199254740990.5") ==
        std::vector{
            fault("", "type", "\"integer\"", "must be an integer, not a number with a fraction")});
  CHECK(code_of<std::int64_t>("1e-1") == "type");
  CHECK(code_of<std::int64_t>("1e-999999999999999999999") == "type");
}

TEST_CASE("number: the grammar", "[json]") {
  for (const char* const text :
       {"01",  "-01",  "00",    "-",        "+1",        ".5",  "1.",  "1.e3", "1e",    "1e+",
        "1E-", "0x10", "1_000", "Infinity", "-Infinity", "NaN", "1,5", "--1",  "1e1.5", "1f"}) {
    INFO(text);
    CHECK(code_of<int>(text) == "syntax");
    CHECK(code_of<double>(text) == "syntax");
    CHECK(code_of<std::vector<int>>(std::string("[") + text + "]") != "type");
  }
}

TEST_CASE("number: rules of integers", "[json]") {
  CHECK(value_of<int>("10", IntegerRule{.minimum = 10,
                                        .maximum = 10,
                                        .exclusive_minimum = 9,
                                        .exclusive_maximum = 11,
                                        .multiple_of = 5}) == 10);
  CHECK(faults_of<int>("9", IntegerRule{.minimum = 10}) ==
        std::vector{fault("", "minimum", "10", "must be at least 10")});
  CHECK(faults_of<int>("11", IntegerRule{.maximum = 10}) ==
        std::vector{fault("", "maximum", "10", "must be at most 10")});
  CHECK(faults_of<int>("10", IntegerRule{.exclusive_minimum = 10}) ==
        std::vector{fault("", "exclusiveMinimum", "10", "must be greater than 10")});
  CHECK(faults_of<int>("10", IntegerRule{.exclusive_maximum = 10}) ==
        std::vector{fault("", "exclusiveMaximum", "10", "must be less than 10")});
  CHECK(faults_of<int>("-7", IntegerRule{.multiple_of = 5}) ==
        std::vector{fault("", "multipleOf", "5", "must be a multiple of 5")});
  CHECK(faults_of<int>("12", IntegerRule{.maximum = 10, .multiple_of = 5}) ==
        std::vector{fault("", "maximum", "10", "must be at most 10"),
                    fault("", "multipleOf", "5", "must be a multiple of 5")});
  CHECK(faults_of<std::uint8_t>("300", IntegerRule{.maximum = 100}) ==
        std::vector{fault("", "maximum", "100", "must be at most 100")});
}

TEST_CASE("number: doubles", "[json]") {
  CHECK(value_of<double>("0.1") == 0.1);
  CHECK(value_of<double>("-0.0") == 0.0);
  CHECK(value_of<double>("1E3") == 1000.0);
  CHECK(value_of<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(value_of<double>("5e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(value_of<double>("1e-9999999") == 0.0);
  CHECK(std::signbit(value_of<double>("-1e-400")));
  CHECK(value_of<double>("0e9999999") == 0.0);
  CHECK(value_of<float>("0.1") == 0.1F);
  CHECK(value_of<float>("1e-60") == 0.0F);
  CHECK(value_of<double>("9007199254740993") == 9007199254740992.0);
  CHECK(faults_of<double>("1e309") ==
        std::vector{fault("", "maximum", "1.7976931348623157e+308",
                          "must be at most 1.7976931348623157e+308")});
  CHECK(faults_of<double>("-1e309") ==
        std::vector{fault("", "minimum", "-1.7976931348623157e+308",
                          "must be at least -1.7976931348623157e+308")});
  CHECK(code_of<float>("1e39") == "maximum");
  CHECK(code_of<float>("3.4028235e38") ==
        "maximum");  // the nearest float is the greatest one, but a schema cannot know this
  CHECK(value_of<float>("3.4028234663852886e38") == std::numeric_limits<float>::max());
  // limits apply to the number as it is written
  CHECK(value_of<float>("0.1", vgen::json::NumberRule{.maximum = 0.1, .multiple_of = 0.1}) == 0.1F);
  CHECK(code_of<float>("0.125000001", vgen::json::NumberRule{.maximum = 0.125}) == "maximum");
  CHECK(faults_of<double>("\"1\"") ==
        std::vector{fault("", "type", "\"number\"", "must be a number, not a string")});
}

TEST_CASE("number: rules of doubles", "[json]") {
  CHECK(faults_of<double>("0.5", NumberRule{.minimum = 0.75}) ==
        std::vector{fault("", "minimum", "0.75", "must be at least 0.75")});
  CHECK(faults_of<double>("0.5", NumberRule{.maximum = 0.25}) ==
        std::vector{fault("", "maximum", "0.25", "must be at most 0.25")});
  CHECK(faults_of<double>("0", NumberRule{.exclusive_minimum = 0}) ==
        std::vector{fault("", "exclusiveMinimum", "0", "must be greater than 0")});
  CHECK(faults_of<double>("1", NumberRule{.exclusive_maximum = 1}) ==
        std::vector{fault("", "exclusiveMaximum", "1", "must be less than 1")});
}

TEST_CASE("number: multiples are decimal", "[json]") {
  const auto multiple = [](const char* value, double step) {
    return code_of<double>(value, NumberRule{.multiple_of = step}).empty();
  };
  CHECK(multiple("0.3", 0.1));
  CHECK(multiple("1.1", 0.1));
  CHECK(multiple("19.99", 0.01));
  CHECK(multiple("0.0075", 0.0001));
  CHECK(multiple("4.5", 1.5));
  CHECK(multiple("-4.5", 1.5));
  CHECK(multiple("0", 0.1));
  CHECK(multiple("1e300", 7e299) == false);
  CHECK(multiple("1e308", 0.5));
  CHECK(multiple("1e308", 1e-10));
  CHECK(multiple("12391239123", 1e-8));
  CHECK_FALSE(multiple("0.35", 0.1));
  CHECK_FALSE(multiple("0.00751", 0.0001));
  CHECK_FALSE(multiple("1e-300", 1));
  CHECK_FALSE(multiple("1e308", 0.123456789));
}

TEST_CASE("number: doubles there and back", "[json]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = random();
    double value;
    std::memcpy(&value, &bits, 8);
    if (!std::isfinite(value)) continue;
    const double back = value_of<double>(vgen::json::to_json(value));
    if (std::memcmp(&back, &value, 8) != 0) FAIL_CHECK(value);
  }
}
