#include <vgen/json/time.hpp>

#include "date_time.hpp"

#include <vgen/json/writer.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::json {

using detail::civil_from_days;
using detail::days_from_civil;
using detail::put_date;
using detail::put_digits;

namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t atto = 1'000'000'000'000'000'000;

}  // namespace

bool parse_date_time(std::string_view text, Instant& instant) {
  detail::DateTimeFields fields;
  if (!detail::scan_date_time(text, fields)) return false;
  const std::int64_t seconds = days_from_civil({fields.year, fields.month, fields.day}) * 86'400 +
                               fields.hour * 3'600 + fields.minute * 60 + fields.second;
  // Second 60 is the first second of the next minute.
  instant.seconds = seconds - fields.offset_minutes * 60;
  std::uint64_t fraction = 0;
  std::uint64_t unit = atto / 10;
  for (const char digit : fields.fraction) {
    if (unit == 0 && digit != '0') return false;
    fraction += static_cast<std::uint64_t>(digit - '0') * unit;
    unit /= 10;
  }
  instant.attoseconds = fraction;
  return true;
}

namespace {

/// The years that a text may have, as a range of seconds in UTC.
struct Years {
  std::int64_t begin;
  std::int64_t end;
};
constexpr Years all_years{-62'167'219'200, 253'402'300'800};  // 0000 to 9999
constexpr Years narrow_years{-9'214'560'000, 9'214'646'400};  // 1678 to 2261

/// The zone, in seconds, in which the year of an instant is one of `years`: UTC if possible. Any
/// offset is read, so an instant less than a day outside these years may come from valid text.
std::optional<std::int64_t> zone_within(const Years& years, std::int64_t seconds) {
  constexpr std::int64_t furthest = 86'400 - 60;
  for (const std::int64_t zone : {std::int64_t{0}, furthest, -furthest}) {
    if (seconds + zone >= years.begin && seconds + zone < years.end) return zone;
  }
  return {};
}

char* put_fraction(char* p, std::uint64_t attoseconds, int digits) {
  if (digits == 0) return p;
  for (int i = digits; i < 18; ++i) attoseconds /= 10;
  *p++ = '.';
  return put_digits(p, static_cast<std::int64_t>(attoseconds), digits);
}

char* print_within(char* p, const Instant& instant, const Years& years, int digits) {
  constexpr std::int64_t far = std::int64_t{1} << 60;
  if (instant.seconds < -far || instant.seconds > far) return nullptr;
  const std::optional<std::int64_t> zone = zone_within(years, instant.seconds);
  if (!zone) return nullptr;
  const std::int64_t seconds = instant.seconds + *zone;
  std::int64_t days = seconds / 86'400;
  std::int64_t rest = seconds % 86'400;
  if (rest < 0) {
    rest += 86'400;
    --days;
  }
  p = put_date(p, civil_from_days(days));
  *p++ = 'T';
  p = put_digits(p, rest / 3'600, 2);
  *p++ = ':';
  p = put_digits(p, rest / 60 % 60, 2);
  *p++ = ':';
  p = put_digits(p, rest % 60, 2);
  p = put_fraction(p, instant.attoseconds, digits);
  if (*zone == 0) {
    *p++ = 'Z';
    return p;
  }
  constexpr std::string_view hours = "23:59";
  *p++ = *zone < 0 ? '-' : '+';
  return std::copy(hours.begin(), hours.end(), p);
}

}  // namespace

char* print_date_time(char* p, const Instant& instant, int digits) {
  return print_within(p, instant, all_years, digits);
}

namespace detail {

namespace {

// The whole years that 64 bits of nanoseconds hold. A schema can express them as a pattern.
constexpr std::int64_t first_narrow_year = 1678;
constexpr std::int64_t last_narrow_year = 2261;

bool is_narrow(const Clockwork& clockwork) {
  return clockwork.den == 1'000'000'000;
}

/// The digits after the point that every tick needs: 3 for milliseconds. All texts of a type have
/// them, so that their order as texts is their order in time.
int fraction_digits(const Clockwork& clockwork) {
  int digits = 0;
  for (std::int64_t unit = 1; unit % clockwork.den != 0; unit *= 10) ++digits;
  return digits;
}

}  // namespace

bool parse_ticks(FaultSite& site, std::string_view text, const Clockwork& clockwork,
                 std::int64_t& ticks) {
  const auto refused = [&](std::string_view message) {
    site.fault("format", "\"date-time\"", std::string(message));
    return false;
  };
  DateTimeFields fields;
  if (!scan_date_time(text, fields))
    return refused("must be a date and time with offset, like 2026-01-31T12:00:00Z");
  if (is_narrow(clockwork) && (fields.year < first_narrow_year || fields.year > last_narrow_year)) {
    return refused("is outside the range of times that can be stored");
  }
  Instant instant;
  if (!parse_date_time(text, instant))
    return refused("has more fractional digits of a second than can be stored");
  // Computes value [s] * den / num exactly: seconds are below 2^39, attoseconds below 2^60, and den
  // is at most 10^18.
  const Wide total =
      static_cast<Wide>(instant.seconds) * atto + static_cast<Wide>(instant.attoseconds);
  const Wide unit = static_cast<Wide>(atto) / clockwork.den * clockwork.num;
  if (total % unit != 0) return refused("is more precise than can be stored");
  const Wide count = total / unit;
  if (count < clockwork.lowest || count > clockwork.highest)
    return refused("is outside the range of times that can be stored");
  ticks = static_cast<std::int64_t>(count);
  return true;
}

void write_ticks(Writer& out, const Clockwork& clockwork, std::int64_t ticks) {
  const Wide scaled = static_cast<Wide>(ticks) * clockwork.num;
  Wide seconds = scaled / clockwork.den;
  Wide rest = scaled % clockwork.den;
  if (rest < 0) {
    rest += clockwork.den;
    --seconds;
  }
  rest *= atto / clockwork.den;
  constexpr Wide far = INT64_MAX;
  const Years years = is_narrow(clockwork) ? narrow_years : all_years;
  char buffer[48];
  char* const end =
      seconds > far || seconds < -far
          ? nullptr
          : print_within(buffer,
                         {static_cast<std::int64_t>(seconds), static_cast<std::uint64_t>(rest)},
                         years, fraction_digits(clockwork));
  if (end == nullptr) {
    return out.fail(is_narrow(clockwork)
                        ? "a time point in nanoseconds outside the years 1678 to 2261"
                        : "a time point outside the years 0000 to 9999");
  }
  out.plain_string({buffer, static_cast<std::size_t>(end - buffer)});
}

}  // namespace detail

}  // namespace vgen::json
