/// When a schedule runs.
#pragma once

#include <vgen/schedule/zone.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace vgen {

/// The values that the fields of a cron expression allow: bit `n` of a field is set if it allows
/// `n`. By default every second. A literal, which vgen makes of the text of the expression.
struct CronFields {
  std::uint64_t seconds = (std::uint64_t{1} << 60) - 1;
  std::uint64_t minutes = (std::uint64_t{1} << 60) - 1;
  std::uint32_t hours = every_hour;
  std::uint32_t days = 0xFFFF'FFFE;  ///< Of the month: 1 to 31.
  std::uint16_t months = 0x1FFE;     ///< 1 to 12.
  std::uint8_t weekdays = 0x7F;      ///< 0 to 6, from Sunday.
  /// Whether a day needs only one of `days` and `weekdays`.
  bool either_day = false;

  static constexpr std::uint32_t every_hour = (std::uint32_t{1} << 24) - 1;

  bool operator==(const CronFields&) const = default;
};

/// The first instant after `after` that the expression allows in the zone; none if there is none
/// within a hundred years.
///
/// When clocks go forward, a time that is skipped runs once, at the shift. When they go back, a
/// time that comes twice runs once, the first time. An expression of every hour follows real time
/// instead: it pauses in neither case and runs nothing at the shift.
[[nodiscard]] std::optional<std::chrono::sys_seconds> next_instant(const CronFields& cron,
                                                                   const Zone& zone,
                                                                   std::chrono::sys_seconds after);

}  // namespace vgen
