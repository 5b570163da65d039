#include <vgen/json/time.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

namespace {

using namespace std::chrono;
using Weeks = sys_time<weeks>;
using Seconds = sys_seconds;
using Millis = sys_time<milliseconds>;
using Nanos = sys_time<nanoseconds>;
using Minutes = sys_time<minutes>;

std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

template <class Time>
std::int64_t ticks(std::string_view text) {
  return static_cast<std::int64_t>(value_of<Time>(quoted(text)).time_since_epoch().count());
}

}  // namespace

TEST_CASE("time: read with any offset", "[json]") {
  CHECK(ticks<Seconds>("1970-01-01T00:00:00Z") == 0);
  CHECK(ticks<Seconds>("2026-01-02T03:04:05Z") == 1767323045);
  CHECK(ticks<Seconds>("2026-01-02t04:04:05.000000000000000000000+01:00") == 1767323045);
  CHECK(ticks<Seconds>("2026-01-01T23:34:05-03:30") == 1767323045);
  CHECK(ticks<Seconds>("1969-12-31T23:59:59z") == -1);
  CHECK(ticks<Seconds>("0000-01-01T00:00:00Z") == -62167219200);
  CHECK(ticks<Seconds>("9999-12-31T23:59:59Z") == 253402300799);
  CHECK(ticks<Seconds>("2000-02-29T00:00:00Z") == 951782400);
  CHECK(ticks<Seconds>("1990-12-31T23:59:60Z") == 662688000);
  CHECK(ticks<Seconds>("1990-12-31T15:59:60-08:00") == 662688000);
  CHECK(ticks<Millis>("1970-01-01T00:00:00.25Z") == 250);
  CHECK(ticks<Millis>("1969-12-31T23:59:59.999Z") == -1);
  CHECK(ticks<Nanos>("1970-01-01T00:00:01.000000001Z") == 1000000001);
  CHECK(ticks<Minutes>("1970-01-01T01:00:00Z") == 60);
  CHECK(ticks<Weeks>("1970-01-15T00:00:00Z") == 2);
  CHECK(ticks<Seconds>("2026-01-02T03:04:05\\u005a") == 1767323045);
}

TEST_CASE("time: written in UTC with all digits of its type", "[json]") {
  using vgen::json::to_json;
  using Tenths = sys_time<duration<std::int64_t, std::deci>>;
  using Quarters = sys_time<duration<std::int64_t, std::ratio<1, 4>>>;
  using Micros = sys_time<microseconds>;
  CHECK(to_json(Seconds(seconds(1767323045))) == quoted("2026-01-02T03:04:05Z"));
  CHECK(to_json(Minutes(minutes(29455384))) == quoted("2026-01-02T03:04:00Z"));
  CHECK(to_json(Tenths(Tenths::duration(10))) == quoted("1970-01-01T00:00:01.0Z"));
  CHECK(to_json(Quarters(Quarters::duration(6))) == quoted("1970-01-01T00:00:01.50Z"));
  CHECK(to_json(Millis(milliseconds(0))) == quoted("1970-01-01T00:00:00.000Z"));
  CHECK(to_json(Millis(milliseconds(1767323045000))) == quoted("2026-01-02T03:04:05.000Z"));
  CHECK(to_json(Micros(microseconds(1))) == quoted("1970-01-01T00:00:00.000001Z"));
  CHECK(to_json(Micros(microseconds(-500000))) == quoted("1969-12-31T23:59:59.500000Z"));
  CHECK(to_json(Nanos(nanoseconds(0))) == quoted("1970-01-01T00:00:00.000000000Z"));
  CHECK(to_json(Millis(milliseconds(1767323045120))) == quoted("2026-01-02T03:04:05.120Z"));
  CHECK(to_json(Nanos(nanoseconds(-1))) == quoted("1969-12-31T23:59:59.999999999Z"));
  CHECK(to_json(Nanos(nanoseconds(1000))) == quoted("1970-01-01T00:00:00.000001000Z"));
  CHECK(to_json(Seconds(days(-719528))) == quoted("0000-01-01T00:00:00Z"));
  CHECK(to_json(Seconds(days(2932896))) == quoted("9999-12-31T00:00:00Z"));
  // a time that is in these years only in another zone is written in that zone, as it was read
  CHECK(to_json(Seconds(days(2932897))) == quoted("9999-12-31T00:01:00-23:59"));
  CHECK(to_json(Seconds(days(-719528) - seconds(1))) == quoted("0000-01-01T23:58:59+23:59"));
  CHECK_THROWS_WITH(to_json(Seconds(days(2932898))),
                    "cannot be written as JSON: a time point outside the years 0000 to 9999");
  CHECK_THROWS(to_json(Seconds(seconds::max())));
  CHECK_THROWS(to_json(Seconds(seconds::min())));
  CHECK_THROWS(to_json(Weeks(weeks::min())));
}

TEST_CASE("time: the order of texts is the order in time", "[json]") {
  std::string before;
  for (std::int64_t millisecond = -3'000; millisecond <= 3'000; ++millisecond) {
    std::string text = vgen::json::to_json(Millis(milliseconds(millisecond)));
    REQUIRE(before < text);
    before = std::move(text);
  }
}

TEST_CASE("time: every day of 800 years there and back", "[json]") {
  for (int day = -150'000; day < 150'000; day += 7) {
    const Seconds time(days(day) + seconds(day % 86'400));
    const std::string text = vgen::json::to_json(time);
    const year_month_day date(floor<days>(time));
    REQUIRE(std::stoi(text.substr(1, 4)) == static_cast<int>(date.year()));
    REQUIRE(std::stoul(text.substr(6, 2)) == static_cast<unsigned>(date.month()));
    REQUIRE(std::stoul(text.substr(9, 2)) == static_cast<unsigned>(date.day()));
    REQUIRE(vgen::json::parse<Seconds>(text).value == time);
  }
}

TEST_CASE("time: what is no date-time or cannot be kept", "[json]") {
  const auto message = [](const auto& faults) {
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "format");
    CHECK(faults[0].limit == "\"date-time\"");
    return faults[0].message;
  };
  for (const char* const text : {"",
                                 "2026-01-02",
                                 "2026-01-02T03:04:05",
                                 "2026-01-02 03:04:05Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-00-01T00:00:00Z",
                                 "2026-01-32T00:00:00Z",
                                 "2026-01-02T24:00:00Z",
                                 "2026-01-02T03:60:00Z",
                                 "2026-01-02T03:04:61Z",
                                 "2026-01-02T03:04:60Z",
                                 "2026-01-02T03:04:05.Z",
                                 "2026-01-02T03:04:05+1:00",
                                 "2026-01-02T03:04:05+24:00",
                                 "2026-01-02T03:04:05+01:60",
                                 "2026-01-02T03:04:05+0100",
                                 "26-01-02T03:04:05Z",
                                 "+2026-01-02T03:04:05Z",
                                 "2026-01-02T03:04:05ZZ",
                                 "2026-01-02T03:04:05Z ",
                                 "1900-02-29T00:00:00Z"}) {
    INFO(text);
    CHECK(message(faults_of<Seconds>(quoted(text))) ==
          "must be a date and time with offset, like 2026-01-31T12:00:00Z");
  }
  CHECK(message(faults_of<Seconds>(quoted("2026-01-02T03:04:05.5Z"))) ==
        "is more precise than can be stored");
  CHECK(message(faults_of<Weeks>(quoted("2026-01-02T03:04:05Z"))) ==
        "is more precise than can be stored");
  CHECK(message(faults_of<Nanos>(quoted("2300-01-01T00:00:00Z"))) ==
        "is outside the range of times that can be stored");
  CHECK(message(faults_of<Nanos>(quoted("1600-01-01T00:00:00Z"))) ==
        "is outside the range of times that can be stored");
  CHECK(message(faults_of<Nanos>(quoted("2026-01-02T03:04:05.0000000000000000001Z"))) ==
        "has more fractional digits of a second than can be stored");
  CHECK(code_of<Seconds>("0") == "type");
}

TEST_CASE("time: nanoseconds hold the years 1678 to 2261", "[json]") {
  CHECK(ticks<Nanos>("1678-01-01T00:00:00Z") == -9214560000000000000);
  CHECK(ticks<Nanos>("2261-12-31T23:59:59.999999999Z") == 9214646399999999999);
  // The written year is checked, because a schema cannot express more.
  CHECK(ticks<Nanos>("1678-01-01T00:00:00+23:59") == -9214646340000000000);
  CHECK(ticks<Nanos>("2261-12-31T23:59:59-23:59") == 9214732739000000000);
  for (const char* const text : {"1677-12-31T23:59:59Z", "1677-12-31T23:59:59-23:59",
                                 "2262-01-01T00:00:00Z", "2262-01-01T00:00:00+23:59"}) {
    CHECK(faults_of<Nanos>(quoted(text)) ==
          std::vector{fault("", "format", "\"date-time\"",
                            "is outside the range of times that can be stored")});
  }
  using vgen::json::to_json;
  CHECK(to_json(Nanos(nanoseconds(-9214560000000000000))) ==
        quoted("1678-01-01T00:00:00.000000000Z"));
  CHECK(to_json(Nanos(nanoseconds(9214646399999999999))) ==
        quoted("2261-12-31T23:59:59.999999999Z"));
  CHECK(to_json(Nanos(nanoseconds(-9214560000000000001))) ==
        quoted("1678-01-01T23:58:59.999999999+23:59"));
  CHECK(to_json(Nanos(nanoseconds(9214732739000000000))) ==
        quoted("2261-12-31T23:59:59.000000000-23:59"));
  CHECK_THROWS(to_json(Nanos(nanoseconds(9214732740000000000))));
  CHECK_THROWS(to_json(Nanos::max()));
  CHECK_THROWS(to_json(Nanos::min()));
}

TEST_CASE("time: dates", "[json]") {
  using vgen::json::to_json;
  const std::pair<year_month_day, std::string_view> cases[] = {{year(2026) / 1 / 31, "2026-01-31"},
                                                               {year(0) / 1 / 1, "0000-01-01"},
                                                               {year(9999) / 12 / 31, "9999-12-31"},
                                                               {year(2000) / 2 / 29, "2000-02-29"}};
  for (const auto& [date, text] : cases) {
    CHECK(value_of<year_month_day>(quoted(text)) == date);
    CHECK(value_of<sys_days>(quoted(text)) == sys_days(date));
    CHECK(to_json(date) == quoted(text));
    CHECK(to_json(sys_days(date)) == quoted(text));
  }
  const std::vector refused{fault("", "format", "\"date\"", "must be a date, like 2026-01-31")};
  for (const char* const text :
       {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1",
        "26-01-01", "2026-01-31Z", "2026-01-31T00:00:00Z", "+2026-01-01", "-001-01-01",
        "2026/01/01", "12026-01-01"}) {
    INFO(text);
    CHECK(faults_of<year_month_day>(quoted(text)) == refused);
    CHECK(faults_of<sys_days>(quoted(text)) == refused);
  }
  CHECK(code_of<sys_days>("20260131") == "type");
  CHECK_THROWS_WITH(to_json(year(2026) / 2 / 30),
                    "cannot be written as JSON: a date that does not exist");
  CHECK_THROWS(to_json(year_month_day()));
  CHECK_THROWS_WITH(to_json(year(10000) / 1 / 1),
                    "cannot be written as JSON: a date outside the years 0000 to 9999");
  CHECK_THROWS(to_json(year(-1) / 1 / 1));
  CHECK_THROWS(to_json(sys_days(days(2932897))));
  CHECK_THROWS(to_json(sys_days(days(-719529))));
  CHECK_THROWS(to_json(sys_days::max()));
  CHECK_THROWS(to_json(sys_days::min()));
}

TEST_CASE("time: durations are counts", "[json]") {
  using vgen::json::IntegerRule;
  CHECK(value_of<milliseconds>("1500") == milliseconds(1500));
  CHECK(value_of<milliseconds>("-1") == milliseconds(-1));
  CHECK(value_of<duration<double>>("0.25") == duration<double>(0.25));
  CHECK(value_of<duration<std::uint8_t, std::ratio<1, 60>>>("255").count() == 255);
  CHECK(vgen::json::to_json(hours(5)) == "5");
  CHECK(vgen::json::to_json(duration<double, std::micro>(0.5)) == "0.5");
  CHECK(faults_of<seconds>("-1", IntegerRule{.minimum = 0}) ==
        std::vector{fault("", "minimum", "0", "must be at least 0")});
  CHECK(code_of<seconds>("1.5") == "type");
  CHECK(code_of<duration<std::uint8_t>>("256") == "maximum");
  CHECK(code_of<duration<double>>("2", vgen::json::NumberRule{.maximum = 1}) == "maximum");
  CHECK(code_of<seconds>("9007199254740992") == "maximum");
  CHECK(value_of<seconds>(R"("9007199254740992")", vgen::json::DigitsRule<std::int64_t>{}) ==
        seconds(9007199254740992));
  CHECK(vgen::json::to_json(seconds(9007199254740992), vgen::json::as_digits) ==
        R"("9007199254740992")");
  CHECK_THROWS(vgen::json::to_json(nanoseconds::max()));
}
