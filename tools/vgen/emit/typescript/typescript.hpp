#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `typescript/`: the types, one module of functions per tag, and the runtime that they call. With
/// `npm_name` it is an npm package.
std::vector<GeneratedFile> emit_typescript(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
