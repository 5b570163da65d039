// When schedules run: calendar, zones, and the days on which clocks change.
#include "tools/vgen/analysis/wiring/parse_cron.hpp"

#include <vgen/json/time.hpp>
#include <vgen/schedule/cron.hpp>
#include <vgen/schedule/scheduler.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {
namespace {

using std::chrono::sys_seconds;
using Times = std::vector<std::string>;

CronFields fields(std::string_view text) {
  const tool::analysis::ParsedCron parsed = tool::analysis::parse_cron(text);
  INFO(text);
  REQUIRE(parsed.faults.empty());
  const tool::model::Cron& cron = parsed.cron;
  return {.seconds = cron.seconds,
          .minutes = cron.minutes,
          .hours = cron.hours,
          .days = cron.days,
          .months = static_cast<std::uint16_t>(cron.months),
          .weekdays = static_cast<std::uint8_t>(cron.weekdays),
          .either_day = cron.either_day};
}

sys_seconds instant(std::string_view text) {
  json::Instant parsed;
  REQUIRE(json::parse_date_time(text, parsed));
  return sys_seconds(std::chrono::seconds(parsed.seconds));
}

const Zone& zone(std::string_view name) {
  return name == "UTC" ? utc() : find_zone(name);
}

/// The next instants after `after`, in UTC.
Times next(std::string_view cron, std::string_view zone_name, std::string_view after, int count) {
  Times times;
  sys_seconds at = instant(after);
  while (count-- > 0) {
    const std::optional<sys_seconds> found = next_instant(fields(cron), zone(zone_name), at);
    if (!found) return times;
    times.push_back(instant_text(*found));
    at = *found;
  }
  return times;
}

struct Case {
  std::string_view cron;
  std::string_view after;
  Times expected;
};

TEST_CASE("cron: the calendar", "[schedule]") {
  const Case cases[] = {
      {"* * * * *", "2026-01-01T00:00:00Z", {"2026-01-01T00:01:00Z", "2026-01-01T00:02:00Z"}},
      {"* * * * * *", "2026-01-01T00:00:59Z", {"2026-01-01T00:01:00Z", "2026-01-01T00:01:01Z"}},
      {"*/20 * * * * *", "2026-12-31T23:59:40Z", {"2027-01-01T00:00:00Z"}},
      {"0 3 * * *", "2026-01-01T03:00:00Z", {"2026-01-02T03:00:00Z"}},
      {"0 3 * * *", "2026-01-01T02:59:59Z", {"2026-01-01T03:00:00Z"}},
      {"59 23 31 12 *", "2026-06-01T00:00:00Z", {"2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z"}},
      {"0 0 29 2 *", "2026-01-01T00:00:00Z", {"2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"}},
      {"0 0 29 2 *", "2097-01-01T00:00:00Z", {"2104-02-29T00:00:00Z"}},
      {"0 0 31 * *", "2026-01-31T00:00:00Z", {"2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"}},
      {"0 9 * * mon-fri", "2026-01-02T09:00:00Z", {"2026-01-05T09:00:00Z"}},
      {"0 9 * * 0", "2026-01-01T00:00:00Z", {"2026-01-04T09:00:00Z", "2026-01-11T09:00:00Z"}},
      {"0 9 * * 7", "2026-01-01T00:00:00Z", {"2026-01-04T09:00:00Z"}},
      {"0 9 * * fri-sun",
       "2026-01-01T09:00:00Z",
       {"2026-01-02T09:00:00Z", "2026-01-03T09:00:00Z", "2026-01-04T09:00:00Z",
        "2026-01-09T09:00:00Z"}},
      // Both days: either is enough, as in Vixie cron.
      {"0 0 13 * fri",
       "2026-01-01T00:00:00Z",
       {"2026-01-02T00:00:00Z", "2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z",
        "2026-01-16T00:00:00Z"}},
      // A field that begins with a star does not count as given: both have to hold.
      {"0 0 */2 * fri", "2026-01-01T00:00:00Z", {"2026-01-09T00:00:00Z", "2026-01-23T00:00:00Z"}},
      {"0 0 13 * */6", "2026-01-01T00:00:00Z", {"2026-06-13T00:00:00Z", "2026-09-13T00:00:00Z"}},
      {"0-10/5,30 8 * JAN *",
       "2026-01-01T08:04:00Z",
       {"2026-01-01T08:05:00Z", "2026-01-01T08:10:00Z", "2026-01-01T08:30:00Z",
        "2026-01-02T08:00:00Z"}},
  };
  for (const Case& one : cases) {
    INFO(one.cron << " after " << one.after);
    CHECK(next(one.cron, "UTC", one.after, static_cast<int>(one.expected.size())) == one.expected);
  }
}

struct ZoneCase {
  std::string_view cron;
  std::string_view zone;
  std::string_view after;
  Times expected;
};

TEST_CASE("cron: clocks go forward: a skipped time runs once, at the shift", "[schedule]") {
  const ZoneCase cases[] = {
      // Berlin: 2026-03-29, 02:00 becomes 03:00 at 01:00Z.
      {"30 2 * * *",
       "Europe/Berlin",
       "2026-03-28T00:00:00Z",
       {"2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}},
      {"*/10 2 * * *",
       "Europe/Berlin",
       "2026-03-29T00:00:00Z",
       {"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"}},
      {"0 2,3 * * *",
       "Europe/Berlin",
       "2026-03-29T00:00:00Z",
       {"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"}},
      {"0 3 * * *",
       "Europe/Berlin",
       "2026-03-28T12:00:00Z",
       {"2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"}},
      // An expression of every hour follows real time.
      {"30 * * * *",
       "Europe/Berlin",
       "2026-03-29T00:00:00Z",
       {"2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"}},
      // New York: 2026-03-08, 02:00 becomes 03:00 at 07:00Z.
      {"15 2 * * *",
       "America/New_York",
       "2026-03-08T00:00:00Z",
       {"2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z"}},
      // Lord Howe goes forward by half an hour: 2026-10-04, 02:00 becomes 02:30 at 15:30Z.
      {"15 2 * * *",
       "Australia/Lord_Howe",
       "2026-10-03T12:00:00Z",
       {"2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"}},
      // Santiago skips midnight: 2026-09-06, 00:00 becomes 01:00 at 04:00Z.
      {"0 0 * * *",
       "America/Santiago",
       "2026-09-05T12:00:00Z",
       {"2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"}},
      // Samoa had no 2011-12-30.
      {"0 12 * * *",
       "Pacific/Apia",
       "2011-12-29T00:00:00Z",
       {"2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"}},
  };
  for (const ZoneCase& one : cases) {
    INFO(one.cron << " " << one.zone << " after " << one.after);
    CHECK(next(one.cron, one.zone, one.after, static_cast<int>(one.expected.size())) ==
          one.expected);
  }
}

TEST_CASE("cron: clocks go back: a time that comes twice runs the first time", "[schedule]") {
  const ZoneCase cases[] = {
      // Berlin: 2026-10-25, 03:00 becomes 02:00 at 01:00Z.
      {"30 2 * * *",
       "Europe/Berlin",
       "2026-10-24T12:00:00Z",
       {"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
      {"*/30 1-3 * * *",
       "Europe/Berlin",
       "2026-10-24T23:30:00Z",
       {"2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z",
        "2026-10-25T02:30:00Z"}},
      // From within the second hour.
      {"30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", {"2026-10-26T01:30:00Z"}},
      {"0 3 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", {"2026-10-25T02:00:00Z"}},
      // An expression of every hour follows real time.
      {"30 * * * *",
       "Europe/Berlin",
       "2026-10-25T00:00:00Z",
       {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"}},
      {"* * * * *",
       "Europe/Berlin",
       "2026-10-25T00:59:00Z",
       {"2026-10-25T01:00:00Z", "2026-10-25T01:01:00Z"}},
      // New York: 2026-11-01, 02:00 becomes 01:00 at 06:00Z.
      {"30 1 * * *",
       "America/New_York",
       "2026-11-01T00:00:00Z",
       {"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"}},
      // Lord Howe goes back by half an hour: 2026-04-05, 02:00 becomes 01:30 at 15:00Z.
      {"45 1 * * *",
       "Australia/Lord_Howe",
       "2026-04-04T12:00:00Z",
       {"2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"}},
  };
  for (const ZoneCase& one : cases) {
    INFO(one.cron << " " << one.zone << " after " << one.after);
    CHECK(next(one.cron, one.zone, one.after, static_cast<int>(one.expected.size())) ==
          one.expected);
  }
}

TEST_CASE("cron: zones without summer time", "[schedule]") {
  CHECK(next("0 3 * * *", "Asia/Kolkata", "2026-01-01T00:00:00Z", 2) ==
        Times{"2026-01-01T21:30:00Z", "2026-01-02T21:30:00Z"});
  CHECK(next("0 3 * * *", "Asia/Kathmandu", "2026-01-01T00:00:00Z", 1) ==
        Times{"2026-01-01T21:15:00Z"});
  CHECK(next("0 3 * * *", "Etc/UTC", "2026-01-01T00:00:00Z", 1) == Times{"2026-01-01T03:00:00Z"});
}

TEST_CASE("cron: every result is allowed, later, and the first one", "[schedule]") {
  for (const std::string_view name : {"Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"}) {
    const CronFields cron = fields("7 */5 * * *");
    sys_seconds at = instant("2025-12-31T00:00:00Z");
    int count = 0;
    while (at < instant("2027-01-01T00:00:00Z")) {
      const std::optional<sys_seconds> found = next_instant(cron, zone(name), at);
      REQUIRE(found);
      REQUIRE(*found > at);
      // Nothing is between two results.
      REQUIRE(next_instant(cron, zone(name), *found - std::chrono::seconds(1)) == found);
      at = *found;
      ++count;
    }
    INFO(name);
    CHECK(count >= 366 * 5 - 5);
    CHECK(count <= 367 * 5 + 5);
  }
}

TEST_CASE("cron: a day that never comes", "[schedule]") {
  CHECK(next("0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z", 1).empty());
  CHECK_FALSE(tool::analysis::ever_fires(tool::analysis::parse_cron("0 0 30 2 *").cron));
}

TEST_CASE("zones: by their names only", "[schedule]") {
  CHECK(is_zone("Europe/Berlin"));
  CHECK_FALSE(is_zone("Europe/Nowhere"));
  CHECK_FALSE(is_zone(""));
  CHECK_FALSE(is_zone("../Europe/Berlin"));
  CHECK_THROWS_WITH(find_zone("Mars/Olympus"),
                    "there is no time zone 'Mars/Olympus' on this system: install its tz database "
                    "(the package tzdata)");
}

}  // namespace
}  // namespace vgen
