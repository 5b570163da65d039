#include "date_time.hpp"

#include <cstddef>

namespace vgen::json::detail {

namespace {

bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') <= 9;
}

/// `count` digits at `at`; a negative number if they are none.
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

bool scan_date(std::string_view text, DateTimeFields& fields) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || static_cast<unsigned>(day) > days_of(year, month)) return false;
  fields.year = year;
  fields.month = static_cast<unsigned>(month);
  fields.day = static_cast<unsigned>(day);
  return true;
}

bool scan_time(std::string_view text, DateTimeFields& fields) {
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = digits(text, 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || text[2] != ':' || text[5] != ':') return false;
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
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
      return false;
    fields.offset_minutes = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
  }
  if (second < 60) return true;
  const std::int64_t utc = (fields.hour * 60 + fields.minute - fields.offset_minutes + 2 * 1'440) % 1'440;
  return utc == 1'439;
}

bool scan_date_time(std::string_view text, DateTimeFields& fields) {
  return text.size() >= 20 && (text[10] == 'T' || text[10] == 't') && scan_date(text.substr(0, 10), fields) &&
         scan_time(text.substr(11), fields);
}

}  // namespace vgen::json::detail
