#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"
#include "tools/vgen/analysis/wiring/written_schedule.hpp"

namespace vgen::tool::analysis {

/// The settings of a Schedule.
std::span<const Setting<WrittenSchedule>> schedule_settings();
/// Reads a Schedule. Reports what cannot be read.
WrittenSchedule read_schedule(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
