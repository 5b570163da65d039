#pragma once

#include "tools/vgen/model/schedule.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// A fault in a cron expression, and its place in the text.
struct CronFault {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string message;
  std::string help;

  bool operator==(const CronFault&) const = default;
};

struct ParsedCron {
  model::Cron cron;
  std::vector<CronFault> faults;  ///< At most one for each field.
};

/// Reads five fields (minute, hour, day of the month, month, day of the week), or six with the
/// second in front, as Vixie cron does: names, lists, ranges, steps. `L`, `W`, `#`, `?` and
/// `@daily` are refused.
[[nodiscard]] ParsedCron parse_cron(std::string_view text);

/// Whether there is a day on which the expression allows a time.
[[nodiscard]] bool ever_fires(const model::Cron& cron);

}  // namespace vgen::tool::analysis
