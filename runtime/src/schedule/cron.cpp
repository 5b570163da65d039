#include <vgen/schedule/cron.hpp>

#include <algorithm>
#include <bit>
#include <chrono>

namespace vgen {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// How far it looks: the 29th of February on a given weekday comes every 28 or 40 years.
constexpr int most_months = 100 * 12;

class UtcZone final : public Zone {
 public:
  [[nodiscard]] ZonePeriod period(sys_seconds /*at*/) const override { return {}; }
};

/// The first value from `least` on that a field allows; none if there is none.
std::optional<int> next_value(std::uint64_t field, int least) {
  if (least >= 64) return std::nullopt;
  const std::uint64_t left = field >> least;
  if (left == 0) return std::nullopt;
  return least + std::countr_zero(left);
}

bool allows(std::uint64_t field, unsigned value) {
  return (field >> value & 1) != 0;
}

bool allows_day(const CronFields& cron, const year_month_day& date) {
  const bool by_day = allows(cron.days, static_cast<unsigned>(date.day()));
  const std::chrono::weekday weekday{local_days(date)};
  const bool by_weekday = allows(cron.weekdays, weekday.c_encoding());
  return cron.either_day ? by_day || by_weekday : by_day && by_weekday;
}

/// The first time of day from `from` on.
std::optional<seconds> next_time(const CronFields& cron, seconds from) {
  const std::chrono::hh_mm_ss<seconds> least(from);
  int hour = static_cast<int>(least.hours().count());
  int minute = static_cast<int>(least.minutes().count());
  int second = static_cast<int>(least.seconds().count());
  for (;;) {
    const std::optional<int> good_hour = next_value(cron.hours, hour);
    if (!good_hour) return std::nullopt;
    if (*good_hour != hour) minute = second = 0;
    hour = *good_hour;
    const std::optional<int> good_minute = next_value(cron.minutes, minute);
    if (good_minute) {
      if (*good_minute != minute) second = 0;
      minute = *good_minute;
      const std::optional<int> good_second = next_value(cron.seconds, second);
      if (good_second) return hours(hour) + minutes(minute) + seconds(*good_second);
      ++minute;
    } else {
      ++hour;
      minute = 0;
    }
    second = 0;
  }
}

/// The first local time from `from` on.
std::optional<local_seconds> next_local(const CronFields& cron, local_seconds from) {
  const auto first_day = std::chrono::floor<days>(from);
  const year_month_day first{first_day};
  year_month month{first.year(), first.month()};
  for (int i = 0; i < most_months; ++i, month += months(1)) {
    if (!allows(cron.months, static_cast<unsigned>(month.month()))) continue;
    const unsigned last = static_cast<unsigned>((month / std::chrono::last).day());
    for (unsigned number = i == 0 ? static_cast<unsigned>(first.day()) : 1; number <= last;
         ++number) {
      const year_month_day date = month / day(number);
      if (!allows_day(cron, date)) continue;
      const local_days begin{date};
      const auto time = next_time(cron, begin == first_day ? from - begin : seconds(0));
      if (time) return begin + *time;
    }
  }
  return std::nullopt;
}

local_seconds local(sys_seconds at, const ZonePeriod& period) {
  return local_seconds(at.time_since_epoch() + period.offset);
}

/// Looks for the next instant, from one period of the zone to the next one.
class Search {
 public:
  Search(const CronFields& cron, const Zone& zone) : cron_(cron), zone_(zone) {}

  std::optional<sys_seconds> after(sys_seconds at) const {
    ZonePeriod period = zone_.period(at);
    local_seconds from = local(at, period) + seconds(1);
    if (period.begin != sys_seconds::min()) from = behind_doubled(from, period);
    for (;;) {
      const std::optional<local_seconds> found = next_local(cron_, from);
      if (!found) return std::nullopt;
      if (period.end == sys_seconds::max() || *found < local(period.end, period))
        return sys_seconds(found->time_since_epoch() - period.offset);
      const ZonePeriod next = zone_.period(period.end);
      if (!follows_real_time() && *found < local(next.begin, next)) return next.begin;  // skipped
      from = behind_doubled(local(next.begin, next), next);
      period = next;
    }
  }

 private:
  /// The local times at the begin of a period that its predecessor had already are left out.
  [[nodiscard]] local_seconds behind_doubled(local_seconds from, const ZonePeriod& period) const {
    if (follows_real_time()) return from;
    const ZonePeriod before = zone_.period(period.begin - seconds(1));
    return std::max(from, local(period.begin, before));
  }
  [[nodiscard]] bool follows_real_time() const { return cron_.hours == CronFields::every_hour; }

  const CronFields& cron_;
  const Zone& zone_;
};

}  // namespace

const Zone& utc() noexcept {
  static const UtcZone zone;
  return zone;
}

std::optional<sys_seconds> next_instant(const CronFields& cron, const Zone& zone,
                                        sys_seconds after) {
  return Search(cron, zone).after(after);
}

}  // namespace vgen
