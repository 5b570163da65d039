#pragma once

#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::emit {

/// The header that users of an API include: names of inputs and outputs, and the function that
/// makes the API.
std::string emit_header(const model::ApiModel& api, const EmitOptions& options);

/// The struct of a function that declares its arguments one by one.
View input_struct_view(const model::ApiModel& api, const model::Function& function,
                       const EmitOptions& options);

/// Whether a part of an API is deprecated, so that compilers warn where generated code names it.
bool has_deprecated(const model::ApiModel& api);

}  // namespace vgen::tool::emit
