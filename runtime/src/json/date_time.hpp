/// The grammar of RFC 3339, section 5.6:
/// ```
/// full-date = YYYY-MM-DD      full-time = hh:mm:ss[.digits](Z / ±hh:mm)      date-time = full-date
/// "T" full-time
/// ```
/// "T" and "Z" may have either case. Second 60 is allowed only at 23:59 UTC.
#pragma once

#include <vgen/json/calendar.hpp>

#include <cstdint>
#include <string_view>

namespace vgen::json::detail {

struct DateTimeFields {
  std::int64_t year = 0;
  unsigned month = 1;
  unsigned day = 1;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::string_view fraction{};  ///< The digits after the point.
  std::int64_t offset_minutes = 0;
};

bool scan_date(std::string_view text, DateTimeFields& fields);
bool scan_time(std::string_view text, DateTimeFields& fields);
bool scan_date_time(std::string_view text, DateTimeFields& fields);

/// Days since 1970-01-01.
std::int64_t days_from_civil(const CivilDate& date);
CivilDate civil_from_days(std::int64_t days);

/// Writes decimal digits with leading zeros. Returns the end.
char* put_digits(char* p, std::int64_t value, int count);
/// Writes a date of the years 0000 to 9999: "2026-01-31".
char* put_date(char* p, const CivilDate& date);

}  // namespace vgen::json::detail
