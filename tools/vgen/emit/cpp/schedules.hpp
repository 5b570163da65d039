#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <vector>

namespace vgen::tool::emit {

/// The table of these schedules.
ViewList schedules_view(const model::ApiModel& api, const std::vector<std::size_t>& schedules);

/// Whether a schedule needs the tz database.
bool has_zones(const model::ApiModel& api);

}  // namespace vgen::tool::emit
