#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `model.json`: everything that emitters know, for tools that are not part of vgen. Its contract
/// is schemas/api_model.schema.json.
std::vector<GeneratedFile> emit_model(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
