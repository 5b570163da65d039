/// How a function is reached by the times of a schedule.
#pragma once

#include <vgen/dispatch/endpoint.hpp>
#include <vgen/schedule/cron.hpp>

#include <string_view>

namespace vgen {

/// One schedule; the name of its endpoint is that of the task. A literal: generated code has a
/// constexpr array of them.
struct ScheduleRow {
  Endpoint endpoint{};
  std::string_view text{};  ///< The cron expression as written, for people.
  CronFields cron{};
  std::string_view zone{};  ///< Of the tz database; empty for UTC.
  Overlap overlap = Overlap::skip;
  Missed missed = Missed::none;
};

}  // namespace vgen
