#include <vgen/json/calendar.hpp>

#include "date_time.hpp"

#include <cstddef>
#include <string>

namespace vgen::json::detail {

bool parse_date(FaultSite& site, std::string_view text, CivilDate& date) {
  DateTimeFields fields;
  if (!scan_date(text, fields)) {
    site.fault("format", "\"date\"", "must be a date, like 2026-01-31");
    return false;
  }
  date = {fields.year, fields.month, fields.day};
  return true;
}

bool parse_days(FaultSite& site, std::string_view text, std::int64_t& days) {
  CivilDate date;
  if (!parse_date(site, text, date)) return false;
  days = days_from_civil(date);
  return true;
}

void write_date(Writer& out, const CivilDate& date) {
  if (date.year < 0 || date.year > 9'999) return out.fail("a date outside the years 0000 to 9999");
  char buffer[10];
  put_date(buffer, date);
  out.plain_string({buffer, sizeof buffer});
}

void write_days(Writer& out, std::int64_t days) {
  // What is further away than that would not fit the calculation.
  constexpr std::int64_t far = 10'000'000;
  write_date(out, days > far || days < -far ? CivilDate{-1, 1, 1} : civil_from_days(days));
}

void no_date(Writer& out) {
  out.fail("a date that does not exist");
}

}  // namespace vgen::json::detail
