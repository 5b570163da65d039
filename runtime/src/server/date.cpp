#include "date.hpp"

#include <fmt/format.h>

#include <string_view>

namespace vgen::server {
namespace {

constexpr std::string_view weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string date_line(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<std::chrono::seconds> clock(time - day);
  return fmt::format("Date: {}, {:02} {} {:04} {:02}:{:02}:{:02} GMT\r\n",
                     weekdays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace

void write_fixed_fields(FixedFields& fields, std::chrono::sys_seconds time,
                        std::chrono::milliseconds idle, std::string_view more) {
  constexpr std::string_view last = "X-Request-Id: ";
  const std::string date = date_line(time).append(more);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(idle).count();
  fields.of_last = date;
  fields.of_last += last;
  fields.of_kept = date;
  if (seconds > 0) fields.of_kept += fmt::format("Keep-Alive: timeout={}\r\n", seconds);
  fields.of_kept += last;
}

}  // namespace vgen::server
