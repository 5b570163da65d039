#pragma once

#include "tools/vgen/emit/cpp/units.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// The view of `unit.mustache`. The caller sets `definition` or `part`, by which other sources
/// reach the table of routes.
View unit_view(const model::ApiModel& api, const JsonUse& use, const Unit& unit,
               const EmitOptions& options);

}  // namespace vgen::tool::emit
