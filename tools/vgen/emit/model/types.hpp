#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// The parts of `model.json` that describe types. Indices become names, and nested types are
/// written where they are used.
Json model_type(const model::ApiModel& api, model::TypeIndex type);
Json model_struct(const model::ApiModel& api, const model::Struct& type);
Json model_enum(const model::Enum& type);
Json model_alias(const model::ApiModel& api, const model::Alias& alias);
Json model_variant(const model::ApiModel& api, const model::Variant& type);
Json model_documentation(const model::Documentation& documentation);
Json model_location(const SourceRange& location);

}  // namespace vgen::tool::emit
