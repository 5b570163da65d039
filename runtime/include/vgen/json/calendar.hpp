/// `std::chrono::sys_days` and `year_month_day` as RFC 3339 dates, "2026-01-31", and
/// `std::chrono::duration` as its count. Does not include `<chrono>`, because a header with such a
/// member already includes it.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <cstdint>
#include <string_view>

namespace vgen::json {

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
  std::int64_t year = 0;
  unsigned month = 1;
  unsigned day = 1;
};

namespace detail {

/// Reads a date of the years 0000 to 9999. Returns false after it reported that the text is not a
/// date.
bool parse_date(FaultSite& site, std::string_view text, CivilDate& date);
bool parse_days(FaultSite& site, std::string_view text, std::int64_t& days);
void write_date(Writer& out, const CivilDate& date);
void write_days(Writer& out, std::int64_t days);

template <class T>
struct Form<T, Kind::days> {
  template <class... Rules>
  static bool read_text(std::string_view text, T& value, FaultSite& site, const Rules&...) {
    std::int64_t days = 0;
    if (!parse_days(site, text, days)) return false;
    value = T(typename T::duration(static_cast<typename T::duration::rep>(days)));
    return true;
  }
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&...) {
    std::string_view text;
    if (in.view(text)) read_text(text, value, in);
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    write_days(out, static_cast<std::int64_t>(value.time_since_epoch().count()));
  }
};

void no_date(Writer& out);

template <class T>
struct Form<T, Kind::date> {
  template <class... Rules>
  static bool read_text(std::string_view text, T& value, FaultSite& site, const Rules&...) {
    using Year = decltype(value.year());
    using Month = decltype(value.month());
    using Day = decltype(value.day());
    CivilDate date;
    if (!parse_date(site, text, date)) return false;
    value = T(Year(static_cast<int>(date.year)), Month(date.month), Day(date.day));
    return true;
  }
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&...) {
    std::string_view text;
    if (in.view(text)) read_text(text, value, in);
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    if (!value.ok()) return no_date(out);
    write_date(out, {static_cast<int>(value.year()), static_cast<unsigned>(value.month()),
                     static_cast<unsigned>(value.day())});
  }
};

template <class T>
struct Form<T, Kind::duration> {
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    typename T::rep count{};
    json::read(in, count, rules...);
    value = T(count);
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&... shapes) {
    json::write(out, value.count(), shapes...);
  }
};

}  // namespace detail

}  // namespace vgen::json
