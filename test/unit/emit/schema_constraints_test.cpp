#include "tools/vgen/emit/schema/constraints.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <string>

using namespace vgen::tool::model;
using vgen::tool::emit::digits_pattern;

namespace {

bool accepts(const Integer& integer, const Constraints& limits, const std::string& text) {
  const Constraints none;
  const Constraints* const all[] = {&none, &limits};
  return std::regex_match(text, std::regex(digits_pattern(integer, all)));
}

}  // namespace

TEST_CASE("digits_pattern: 64 bits in full", "[emit]") {
  const Integer whole{64, false};
  CHECK(accepts(whole, {}, "0"));
  CHECK(accepts(whole, {}, "18446744073709551615"));
  CHECK_FALSE(accepts(whole, {}, "18446744073709551616"));
  CHECK_FALSE(accepts(whole, {}, "99999999999999999999"));
  CHECK_FALSE(accepts(whole, {}, "-1"));
  CHECK_FALSE(accepts(whole, {}, "01"));
  const Integer integer{64, true};
  CHECK(accepts(integer, {}, "-9223372036854775808"));
  CHECK(accepts(integer, {}, "9223372036854775807"));
  CHECK_FALSE(accepts(integer, {}, "-9223372036854775809"));
  CHECK_FALSE(accepts(integer, {}, "9223372036854775808"));
  CHECK_FALSE(accepts(integer, {}, "-0"));
  CHECK_FALSE(accepts(integer, {}, "+1"));
}

TEST_CASE("digits_pattern: limits in every spelling", "[emit]") {
  Constraints limits;
  limits.minimum = "1e1";
  limits.maximum = "99.9";
  const Integer integer{64, true};
  CHECK_FALSE(accepts(integer, limits, "9"));
  CHECK(accepts(integer, limits, "10"));
  CHECK(accepts(integer, limits, "99"));
  CHECK_FALSE(accepts(integer, limits, "100"));
  limits = {};
  limits.exclusive_minimum = "-3";
  limits.exclusive_maximum = "0.5";
  CHECK_FALSE(accepts(integer, limits, "-3"));
  CHECK(accepts(integer, limits, "-2"));
  CHECK(accepts(integer, limits, "0"));
  CHECK_FALSE(accepts(integer, limits, "1"));
  CHECK(accepts({64, false}, limits, "0"));
  CHECK_FALSE(accepts({64, false}, limits, "1"));
  limits = {};
  limits.exclusive_minimum = "18446744073709551613";
  CHECK(digits_pattern({64, false}, std::vector<const Constraints*>{&limits}) ==
        "^1844674407370955161[4-5]$");
}
