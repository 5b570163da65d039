/// The grammar of RFC 3339, section 5.6:
/// ```
/// full-date = YYYY-MM-DD      full-time = hh:mm:ss[.digits](Z / ±hh:mm)      date-time = full-date "T" full-time
/// ```
/// "T" and "Z" in either case. Second 60 only where UTC is 23:59.
#pragma once

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
  std::string_view fraction{};  ///< The digits behind the point.
  std::int64_t offset_minutes = 0;
};

bool scan_date(std::string_view text, DateTimeFields& fields);
bool scan_time(std::string_view text, DateTimeFields& fields);
bool scan_date_time(std::string_view text, DateTimeFields& fields);

}  // namespace vgen::json::detail
