#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `json_schema/NAME.schema.json`: one file per type, function input, function output and declared
/// error.
std::vector<GeneratedFile> emit_json_schema(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
