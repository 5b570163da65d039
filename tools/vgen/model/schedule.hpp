#pragma once

#include "tools/vgen/model/function.hpp"
#include "tools/vgen/model/guards.hpp"

#include <cstdint>
#include <string>

namespace vgen::tool::model {

/// The values that the fields of a cron expression allow: bit `n` of a field is set if it allows
/// `n`. By default every second.
struct Cron {
  std::uint64_t seconds = (std::uint64_t{1} << 60) - 1;
  std::uint64_t minutes = (std::uint64_t{1} << 60) - 1;
  std::uint32_t hours = (std::uint32_t{1} << 24) - 1;
  std::uint32_t days = 0xFFFF'FFFE;  ///< Of the month: 1 to 31.
  std::uint32_t months = 0x1FFE;     ///< 1 to 12.
  std::uint32_t weekdays = 0x7F;     ///< 0 to 6, from Sunday.
  /// Whether a day needs only one of `days` and `weekdays`, because the author has written both.
  bool either_day = false;

  bool operator==(const Cron&) const = default;
};

enum class Overlap { skip, queue };
enum class Missed { none, once };

/// A task and the times at which it runs.
struct Schedule {
  std::string name;  ///< `purge`; unique among the schedules.
  FunctionIndex function = 0;
  std::string text;  ///< The expression as written: `0 3 * * *`.
  Cron cron;
  std::string zone;  ///< `Europe/Berlin`; empty for UTC.
  Overlap overlap = Overlap::skip;
  Missed missed = Missed::none;
  unsigned timeout = 0;  ///< Milliseconds; 0 means no limit.
  Guards guards;
  SourceRange location;

  bool operator==(const Schedule&) const = default;
};

}  // namespace vgen::tool::model
