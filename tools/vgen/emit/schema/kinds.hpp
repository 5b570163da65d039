#pragma once

#include "tools/vgen/emit/schema/schema.hpp"

#include <string_view>

namespace vgen::tool::emit {

/// The `type` keyword of JSON Schema for the values of a type. Empty for types with more than one:
/// any value, the choices of a variant.
std::string_view json_type(const model::ApiModel& api, const model::Type& type);

/// Appends type, format and limits of a type without a named schema. Optionals, boxes and null
/// around it are ignored. If only this use has @wire string, the aliases (which describe numbers)
/// are ignored.
void append_kind(Json& schema, SchemaPrinter& printer, const model::ApiModel& api,
                 model::TypeIndex type, Direction direction, const model::Constraints& constraints);

}  // namespace vgen::tool::emit
