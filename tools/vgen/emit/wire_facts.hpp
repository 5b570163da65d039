#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <vector>

namespace vgen::tool::emit {

/// Whether null is a value of a type.
bool takes_null(const model::ApiModel& api, const model::Type& type);

/// Whether null is added to the type behind optionals and boxes: `Nullable`, `Patch`.
bool is_nullable(const model::ApiModel& api, model::TypeIndex type);

/// Whether an alias on the way to an integer says that it crosses the wire as a string of digits.
bool is_wire_string(const model::ApiModel& api, model::TypeIndex type);

/// The limits of all aliases on the way to a value.
std::vector<const model::Constraints*> alias_limits(const model::ApiModel& api,
                                                    model::TypeIndex type);

/// What stands in a tagged alternative beside the discriminator.
const model::Struct& alternative_struct(const model::ApiModel& api,
                                        const model::Alternative& alternative);

/// The documentation of a struct as an alternative: its examples have the tag.
model::Documentation alternative_documentation(const model::Variant& variant,
                                               const model::Alternative& alternative,
                                               const model::Struct& type);

/// Whether every alternative of a variant is a struct, with or without a tag.
bool holds_structs_only(const model::ApiModel& api, const model::Variant& variant);

/// Which structs are values of their own somewhere, one row a struct: a declared error need not be.
std::vector<bool> value_structs(const model::ApiModel& api);

}  // namespace vgen::tool::emit
