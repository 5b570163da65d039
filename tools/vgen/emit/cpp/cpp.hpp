#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `api.gen.hpp` and `api.gen.cpp`: aliases of inputs and outputs, codecs, and the binding of
/// functions to the server.
std::vector<GeneratedFile> emit_cpp(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
