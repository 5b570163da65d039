#include <vgen/json/text_value.hpp>

#include "sample.hpp"

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
  return {.in = vgen::Place::query, .pointer = "/limit", .code = code, .limit = std::move(limit), .message = std::move(message)};
}

}  // namespace

TEST_CASE("text value: scalars, strings, enums, times, optionals", "[json]") {
  CHECK(text<int>("12").value == 12);
  CHECK(text<int>("1e2").value == 100);
  CHECK(text<std::int64_t>("-9007199254740991", IntegerRule{.maximum = 0}).value == -9007199254740991);
  CHECK(text<double>("0.5").value == 0.5);
  CHECK(text<float>("0.5", NumberRule{.minimum = 0.5}).value == 0.5F);
  CHECK(text<bool>("true").value);
  CHECK_FALSE(text<bool>("false").value);
  CHECK(text<std::string>("ä \"b\"", StringRule{.max_length = 5}).value == "ä \"b\"");
  CHECK(text<std::string>("").value.empty());
  CHECK(text<sample::Priority>("high").value == sample::Priority::high);
  CHECK(text<std::optional<int>>("3", IntegerRule{.minimum = 1}).value == 3);
  CHECK(text<std::chrono::sys_seconds>("1970-01-01T00:01:00Z").value == std::chrono::sys_seconds(std::chrono::seconds(60)));
}

TEST_CASE("text value: faults", "[json]") {
  CHECK(text<int>("abc").faults == std::vector{query("type", "\"integer\"", "must be an integer")});
  for (const char* const wrong : {"", " 1", "1 ", "+1", "01", "1.5", "0x1", "1,2", "١"}) CHECK_FALSE(text<int>(wrong).good);
  for (const char* const wrong : {"", "x", ".5", "1.", "inf", "nan", "1e"}) {
    CHECK(text<double>(wrong).faults == std::vector{query("type", "\"number\"", "must be a number")});
  }
  for (const char* const wrong : {"", "1", "yes", "TRUE", "true "}) {
    CHECK(text<bool>(wrong).faults == std::vector{query("type", "\"boolean\"", "must be true or false")});
  }
  CHECK(text<int>("0", IntegerRule{.minimum = 1}).faults == std::vector{query("minimum", "1", "must be at least 1")});
  CHECK(text<std::uint8_t>("256").faults == std::vector{query("maximum", "255", "must be at most 255")});
  CHECK(text<double>("1e999").faults[0].code == "maximum");
  CHECK(text<double>("2", NumberRule{.exclusive_maximum = 2}).faults == std::vector{query("exclusiveMaximum", "2", "must be less than 2")});
  CHECK(text<std::string>("abc", StringRule{.max_length = 2}).faults ==
        std::vector{query("maxLength", "2", "must have at most 2 characters")});
  CHECK(text<std::string>("\xFF").faults == std::vector{query("encoding", "", "must be valid UTF-8")});
  CHECK(text<sample::Priority>("x").faults == std::vector{query("enum", R"(["low","normal","high"])", "must be one of low, normal, high")});
  CHECK(text<std::chrono::sys_seconds>("x").faults[0].code == "format");
  CHECK(text<std::optional<int>>("null").faults == std::vector{query("type", "\"integer\"", "must be an integer")});
}
