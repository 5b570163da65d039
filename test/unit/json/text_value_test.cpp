#include <vgen/json/text_value.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <boost/uuid/uuid.hpp>

#include <filesystem>

using vgen::json::IntegerRule;
using vgen::json::NumberRule;
using vgen::json::StringRule;

namespace {

template <class T>
struct Outcome {
  bool good;
  T value{};
  std::vector<vgen::Fault> faults{};
};

template <class T, class... Rules>
Outcome<T> text(std::string_view from, const Rules&... rules) {
  vgen::Faults faults;
  vgen::json::TextContext context(faults, vgen::Place::query, "/limit");
  Outcome<T> outcome{};
  outcome.good = vgen::json::read_text(from, outcome.value, context, rules...);
  outcome.faults = faults.list();
  CHECK(outcome.good == outcome.faults.empty());
  return outcome;
}

vgen::Fault query(std::string_view code, std::string limit, std::string message) {
  return {.in = vgen::Place::query,
          .pointer = "/limit",
          .code = code,
          .limit = std::move(limit),
          .message = std::move(message)};
}

}  // namespace

TEST_CASE("text value: scalars, strings, enums, times, optionals", "[json]") {
  CHECK(text<int>("12").value == 12);
  CHECK(text<int>("1e2").value == 100);
  CHECK(text<std::int64_t>("-9007199254740991", IntegerRule{.maximum = 0}).value ==
        -9007199254740991);
  CHECK(text<double>("0.5").value == 0.5);
  CHECK(text<float>("0.5", NumberRule{.minimum = 0.5}).value == 0.5F);
  CHECK(text<bool>("true").value);
  CHECK_FALSE(text<bool>("false").value);
  CHECK(text<std::string>("ä \"b\"", StringRule{.max_length = 5}).value == "ä \"b\"");
  CHECK(text<std::string>("").value.empty());
  CHECK(text<sample::Priority>("high").value == sample::Priority::high);
  CHECK(text<std::optional<int>>("3", IntegerRule{.minimum = 1}).value == 3);
  CHECK(text<std::chrono::sys_seconds>("1970-01-01T00:01:00Z").value ==
        std::chrono::sys_seconds(std::chrono::seconds(60)));
}

TEST_CASE("text value: faults", "[json]") {
  CHECK(text<int>("abc").faults == std::vector{query("type", "\"integer\"", "must be an integer")});
  for (const char* const wrong : {"", " 1", "1 ", "+1", "01", "1.5", "0x1", "1,2", "١"})
    CHECK_FALSE(text<int>(wrong).good);
  for (const char* const wrong : {"", "x", ".5", "1.", "inf", "nan", "1e"}) {
    CHECK(text<double>(wrong).faults ==
          std::vector{query("type", "\"number\"", "must be a number")});
  }
  for (const char* const wrong : {"", "1", "yes", "TRUE", "true "}) {
    CHECK(text<bool>(wrong).faults ==
          std::vector{query("type", "\"boolean\"", "must be true or false")});
  }
  CHECK(text<int>("0", IntegerRule{.minimum = 1}).faults ==
        std::vector{query("minimum", "1", "must be at least 1")});
  CHECK(text<std::uint8_t>("256").faults ==
        std::vector{query("maximum", "255", "must be at most 255")});
  CHECK(text<double>("1e999").faults[0].code == "maximum");
  CHECK(text<double>("2", NumberRule{.exclusive_maximum = 2}).faults ==
        std::vector{query("exclusiveMaximum", "2", "must be less than 2")});
  CHECK(text<std::string>("abc", StringRule{.max_length = 2}).faults ==
        std::vector{query("maxLength", "2", "must have at most 2 characters")});
  CHECK(text<std::string>("\xFF").faults ==
        std::vector{query("encoding", "", "must be valid UTF-8")});
  CHECK(
      text<sample::Priority>("x").faults ==
      std::vector{query("enum", R"(["low","normal","high"])", "must be one of low, normal, high")});
  CHECK(text<std::chrono::sys_seconds>("x").faults[0].code == "format");
  CHECK(text<std::optional<int>>("null").faults ==
        std::vector{query("type", "\"integer\"", "must be an integer")});
}

TEST_CASE("text value: dates, durations, UUIDs, paths, digits", "[json]") {
  using namespace std::chrono;
  using vgen::json::DigitsRule;
  CHECK(text<sys_days>("1970-01-03").value == sys_days(days(2)));
  CHECK(text<year_month_day>("2026-01-31").value == year(2026) / 1 / 31);
  CHECK(text<std::optional<year_month_day>>("2026-02-30").faults ==
        std::vector{query("format", "\"date\"", "must be a date, like 2026-01-31")});
  CHECK(text<seconds>("5", IntegerRule{.minimum = 5}).value == seconds(5));
  CHECK(text<duration<double>>("0.5").value == duration<double>(0.5));
  CHECK(text<seconds>("5", IntegerRule{.minimum = 6}).faults ==
        std::vector{query("minimum", "6", "must be at least 6")});
  CHECK(text<boost::uuids::uuid>("123e4567-e89b-12d3-a456-4266141740ff").value.data[15] == 255);
  CHECK(text<boost::uuids::uuid>("x").faults[0].code == "format");
  CHECK(text<std::filesystem::path>("/a b", StringRule{.max_length = 4}).value == "/a b");
  CHECK(text<std::filesystem::path>("\xFF").faults ==
        std::vector{query("encoding", "", "must be valid UTF-8")});
  CHECK(text<std::uint64_t>("18446744073709551615", DigitsRule<std::uint64_t>{}).value ==
        UINT64_MAX);
  CHECK(
      text<std::optional<std::int64_t>>("-9223372036854775808", DigitsRule<std::int64_t>{}).value ==
      INT64_MIN);
  CHECK(text<std::uint64_t>("1e2", DigitsRule<std::uint64_t>{}).faults[0].code == "pattern");
  CHECK(text<seconds>("9007199254740992", DigitsRule<std::int64_t>{}).value ==
        seconds(9007199254740992));
}
