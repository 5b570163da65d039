#pragma once

#include "tools/vgen/emit/emitter.hpp"

#include <vector>

namespace vgen::tool::emit {

/// `api.gen.hpp`: aliases of inputs and outputs, and the function that makes the API.
/// `api.gen.cpp`: codecs and the binding of functions to the server; with several shards, these are
/// in `api.0.gen.cpp` and so on. `api.openapi.gen.cpp`: the OpenAPI and AsyncAPI documents.
std::vector<GeneratedFile> emit_cpp(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
