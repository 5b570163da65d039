#include "date_time.hpp"

#include <cstddef>

namespace vgen::json::detail {

namespace {

bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') <= 9;
}

/// The value of `count` digits at `at`; negative if one of them is not a digit.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

unsigned days_of(int year, int month) {
  constexpr unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29U : days[month - 1];
}

}  // namespace

// The proleptic Gregorian calendar in eras of 400 years that begin on 1 March (Howard Hinnant,
// "chrono-compatible low-level date algorithms").

std::int64_t days_from_civil(const CivilDate& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (static_cast<std::int64_t>(date.month) + (date.month > 2 ? -3 : 9)) + 2) / 5 +
      date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719'468;
}

CivilDate civil_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  return {year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0), static_cast<unsigned>(civil_month),
          static_cast<unsigned>(day)};
}

char* put_digits(char* p, std::int64_t value, int count) {
  for (int i = count; i-- > 0; value /= 10) p[i] = static_cast<char>('0' + value % 10);
  return p + count;
}

char* put_date(char* p, const CivilDate& date) {
  p = put_digits(p, date.year, 4);
  *p++ = '-';
  p = put_digits(p, date.month, 2);
  *p++ = '-';
  return put_digits(p, date.day, 2);
}

bool scan_date(std::string_view text, DateTimeFields& fields) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 ||
      static_cast<unsigned>(day) > days_of(year, month))
    return false;
  fields.year = year;
  fields.month = static_cast<unsigned>(month);
  fields.day = static_cast<unsigned>(day);
  return true;
}

bool scan_time(std::string_view text, DateTimeFields& fields) {
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = digits(text, 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
      text[2] != ':' || text[5] != ':')
    return false;
  fields.hour = hour;
  fields.minute = minute;
  fields.second = second;
  fields.fraction = {};
  text.remove_prefix(8);
  if (!text.empty() && text[0] == '.') {
    std::size_t end = 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == 1) return false;
    fields.fraction = text.substr(1, end - 1);
    text.remove_prefix(end);
  }
  if (text == "Z" || text == "z") {
    fields.offset_minutes = 0;
  } else {
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hours < 0 ||
        hours > 23 || minutes < 0 || minutes > 59)
      return false;
    fields.offset_minutes = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
  }
  if (second < 60) return true;
  const std::int64_t utc =
      (fields.hour * 60 + fields.minute - fields.offset_minutes + 2 * 1'440) % 1'440;
  return utc == 1'439;
}

bool scan_date_time(std::string_view text, DateTimeFields& fields) {
  return text.size() >= 20 && (text[10] == 'T' || text[10] == 't') &&
         scan_date(text.substr(0, 10), fields) && scan_time(text.substr(11), fields);
}

}  // namespace vgen::json::detail
