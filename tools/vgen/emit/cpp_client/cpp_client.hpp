#pragma once

#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/generated_file.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <vector>

namespace vgen::tool::emit {

/// The typed client in C++: `NAME_client.gen.hpp` and `NAME_client.gen.cpp`.
std::vector<GeneratedFile> emit_cpp_client(const model::ApiModel& api, const EmitOptions& options);

}  // namespace vgen::tool::emit
