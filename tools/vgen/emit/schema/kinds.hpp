#pragma once

#include "tools/vgen/emit/schema/schema.hpp"

#include <string_view>

namespace vgen::tool::emit {

/// The word of JSON Schema for the values of a type that has one such word; empty for others: any
/// value, the choices of a variant.
std::string_view json_type(const model::ApiModel& api, const model::Type& type);

/// Appends type, format and limits of a type that has no schema of its own name. Optionals, boxes
/// and null around it are not told of. An integer that only here becomes a string of digits is told
/// of without its aliases, which are numbers.
void append_kind(Json& schema, SchemaPrinter& printer, const model::ApiModel& api,
                 model::TypeIndex type, Direction direction, const model::Constraints& constraints);

}  // namespace vgen::tool::emit
