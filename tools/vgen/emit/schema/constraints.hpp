#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/constraint.hpp"
#include "tools/vgen/model/type.hpp"

#include <span>
#include <string>
#include <string_view>

namespace vgen::tool::emit {

/// A pattern for the digits of just the integers of a type, in its full range, that keep all of the
/// limits: how a number is limited that crosses the wire as a string.
std::string digits_pattern(const model::Integer& integer,
                           std::span<const model::Constraints* const> limits);

/// The same for the name of a member of a map, in the range of numbers.
std::string key_pattern(const model::Integer& integer,
                        std::span<const model::Constraints* const> limits);

/// Appends the limits as they are, in the order in which JSON Schema lists them.
void append_constraints(Json& schema, const model::Constraints& constraints);

/// Appends the only value that a schema accepts. Some code generators know `enum` alone, others
/// `const` alone.
void append_constant(Json& schema, Json value);

/// The narrowest `format` for the integers of a type of at least 32 bits within all limits: `int32`
/// or `int64`. Code generators choose their type by it.
std::string_view integer_format(const model::Integer& integer,
                                std::span<const model::Constraints* const> limits);

/// The limits of an integer: the range of its type, narrowed by `constraints`. At most one limit is
/// left at either end.
model::Constraints limits_of(const model::Integer& integer, model::Constraints constraints);

/// The limits of a float: the range of its type, narrowed by `constraints`. `double` has no limits
/// but JSON's.
model::Constraints limits_of(const model::Float& number, model::Constraints constraints);

/// Whether there is any limit in it; how a value crosses the wire is none.
bool has_constraints(const model::Constraints& constraints);

}  // namespace vgen::tool::emit
