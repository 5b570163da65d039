#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `openapi.json`: the HTTP operations as OpenAPI 3.1.
std::vector<GeneratedFile> emit_openapi(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
