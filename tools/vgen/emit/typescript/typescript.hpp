#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `typescript/`: the types, one module of functions a tag, and the runtime that they call; a whole
/// npm package with `npm_name`.
std::vector<GeneratedFile> emit_typescript(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
