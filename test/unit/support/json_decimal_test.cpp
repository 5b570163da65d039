#include "tools/vgen/support/json_decimal.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <iterator>

using vgen::tool::compare_numbers;

TEST_CASE("json_decimal: equal numbers of different spellings", "[support]") {
  CHECK((compare_numbers("100", "1e2") == 0));
  CHECK((compare_numbers("0.10", "1E-1") == 0));
  CHECK((compare_numbers("-0.0", "0") == 0));
  CHECK((compare_numbers("12.50", "0.125e+2") == 0));
}

TEST_CASE("json_decimal: order, in both directions", "[support]") {
  const char* const rising[] = {"-1e999999999999999999",
                                "-1e400",
                                "-10",
                                "-9.99",
                                "-0.001",
                                "0",
                                "1e-400",
                                "0.5",
                                "0.50000000000000000001",
                                "9",
                                "10",
                                "9007199254740992",
                                "9007199254740993",
                                "1e400"};
  for (std::size_t i = 1; i < std::size(rising); ++i) {
    INFO(rising[i - 1] << " < " << rising[i]);
    CHECK((compare_numbers(rising[i - 1], rising[i]) < 0));
    CHECK((compare_numbers(rising[i], rising[i - 1]) > 0));
  }
}
