#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/model/schedule.hpp"

namespace vgen::tool::analysis {

/// A Schedule as written.
struct WrittenSchedule {
  std::optional<Written<std::string>> name{};
  std::optional<Written<frontend::StringValue>> cron{};
  std::optional<Written<frontend::FunctionValue>> func{};
  std::optional<Written<std::string>> zone{};
  model::Overlap overlap = model::Overlap::skip;
  model::Missed missed = model::Missed::none;
  unsigned timeout = 0;
  SourceRange range{};
  bool is_readable = true;

  bool operator==(const WrittenSchedule&) const = default;
};

}  // namespace vgen::tool::analysis
