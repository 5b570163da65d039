/// Time points as RFC 3339 texts, "2026-01-02T03:04:05Z", for any
/// `std::chrono::sys_time<Duration>` with an integer count. Does not include `<chrono>`, because a
/// header with such a member already includes it.
#pragma once

#include <vgen/json/fault_site.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace vgen::json {

class Reader;
class Writer;

/// A time point without the limits of any type of `<chrono>`.
struct Instant {
  std::int64_t seconds = 0;  ///< Since 1970-01-01T00:00:00Z, without leap seconds; rounded down.
  std::uint64_t attoseconds = 0;  ///< 10^-18 s, added to the seconds.

  bool operator==(const Instant&) const = default;
};

/// Reads an RFC 3339 date-time of the years 0000 to 9999 with any offset. A leap second becomes the
/// first second of the next minute. Returns false if the text is not a date-time, or has digits
/// beyond 10^-18 s that are not zero.
bool parse_date_time(std::string_view text, Instant& instant);

/// Writes "2026-01-02T03:04:05Z", with so many digits (at most 18) after a decimal point. Further
/// digits are cut off. `buffer` has at least 48 bytes. Returns the end, or null if the year is not
/// 0000 to 9999 in any zone. Another zone than UTC is written only if the year is out of range in
/// UTC.
char* print_date_time(char* buffer, const Instant& instant, int digits);

namespace detail {

/// The period of a duration and the range of its count.
struct Clockwork {
  std::int64_t num;
  std::int64_t den;
  std::int64_t lowest;
  std::int64_t highest;
};

/// Returns false after it reported that the text is not a date-time or that the type cannot hold it
/// exactly.
bool parse_ticks(FaultSite& site, std::string_view text, const Clockwork& clockwork,
                 std::int64_t& ticks);
bool read_ticks(Reader& in, const Clockwork& clockwork, std::int64_t& ticks);
void write_ticks(Writer& out, const Clockwork& clockwork, std::int64_t ticks);

template <class Time>
constexpr Clockwork clockwork_of() {
  using Duration = typename Time::duration;
  using Count = typename Duration::rep;
  static_assert(std::is_integral_v<Count> && std::is_signed_v<Count>,
                "a time point needs a signed integer count to be exact on the wire");
  static_assert(1'000'000'000'000'000'000 % Duration::period::den == 0,
                "the period of this time point is not a decimal fraction of a second");
  return {Duration::period::num, Duration::period::den, std::numeric_limits<Count>::min(),
          std::numeric_limits<Count>::max()};
}

template <class Time>
constexpr Time time_at(std::int64_t ticks) {
  return Time(typename Time::duration(static_cast<typename Time::duration::rep>(ticks)));
}

template <class Time>
void read_time(Reader& in, Time& value) {
  std::int64_t ticks = 0;
  if (read_ticks(in, clockwork_of<Time>(), ticks)) value = time_at<Time>(ticks);
}

}  // namespace detail

}  // namespace vgen::json
