#include "tools/vgen/analysis/wiring/parse_cron.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::analysis {
namespace {

TEST_CASE("parse_cron: fields as bits", "[analysis]") {
  const model::Cron every;
  model::Cron minute;
  minute.seconds = 1;
  CHECK(parse_cron("* * * * *").cron == minute);
  CHECK(parse_cron("* * * * * *").cron == every);
  CHECK(parse_cron("  *\t* *  * *  ").cron == minute);
  model::Cron workdays;
  workdays.seconds = 1;
  workdays.minutes = 1 | std::uint64_t{1} << 15 | std::uint64_t{1} << 30 | std::uint64_t{1} << 45;
  workdays.hours = 0x7FF00;
  workdays.months = 0xE;
  workdays.weekdays = 0x3E;
  CHECK(parse_cron("*/15 8-18 * jan-MAR Mon-fri").cron == workdays);
  CHECK(parse_cron("0,15,30,45 8-12,13-18 * 1,2,3 1-5").cron == workdays);
}

TEST_CASE("parse_cron: Sunday is 0, 7 and sun", "[analysis]") {
  for (const std::string_view text : {"0 0 * * 0", "0 0 * * 7", "0 0 * * sun", "0 0 * * 7,0"})
    CHECK(parse_cron(text).cron.weekdays == 1);
  for (const std::string_view text : {"0 0 * * 6-7", "0 0 * * sat-sun", "0 0 * * 0,6"})
    CHECK(parse_cron(text).cron.weekdays == 0x41);
  CHECK(parse_cron("0 0 * * 0-7").cron.weekdays == 0x7F);
  CHECK(parse_cron("0 0 * * */7").cron.weekdays == 1);
}

TEST_CASE("parse_cron: both days are alternatives only if both are given", "[analysis]") {
  CHECK(parse_cron("0 0 1 * mon").cron.either_day);
  CHECK_FALSE(parse_cron("0 0 1 * *").cron.either_day);
  CHECK_FALSE(parse_cron("0 0 * * mon").cron.either_day);
  CHECK_FALSE(parse_cron("0 0 */2 * mon").cron.either_day);
  CHECK_FALSE(parse_cron("0 0 1 * */2").cron.either_day);
}

TEST_CASE("parse_cron: the places of faults", "[analysis]") {
  using Place = std::pair<std::size_t, std::size_t>;
  const std::pair<std::string_view, Place> cases[] = {
      {"0 24 * * *", {2, 2}},
      {"60 * * * *", {0, 2}},
      {"0 0 32 * *", {4, 2}},
      {"0 0 1 0 *", {6, 1}},
      {"0 0 1 * mo", {8, 2}},
      {"0 1,2,x * * *", {6, 1}},
      {"0 1-99 * * *", {4, 2}},
      {"*/x * * * *", {2, 1}},
      {"0 0 L * *", {4, 1}},
      {"0 0 * * 5#2", {9, 1}},
      {"0 5- * * *", {4, 0}},
      {"-5 * * * *", {0, 0}},
      {"0 18446744073709551616 * * *", {2, 20}},
  };
  for (const auto& [text, place] : cases) {
    INFO(text);
    const std::vector<CronFault> faults = parse_cron(text).faults;
    REQUIRE(faults.size() == 1);
    CHECK(Place(faults.front().offset, faults.front().length) == place);
  }
}

}  // namespace
}  // namespace vgen::tool::analysis
