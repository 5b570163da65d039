#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `asyncapi.json`: the channels as AsyncAPI 3.1. Its schemas are of draft-07.
std::vector<GeneratedFile> emit_asyncapi(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
