#pragma once

#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/model/kinds.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Questions about types whose answer needs the model. What the kind of a type alone says is in
/// `kinds.hpp`. Types may be `unresolved` where a function says so.
namespace vgen::tool::model {

/// What `std::optional`, `Nullable`, `Patch` or `Box` holds; nothing for other types and aliases.
std::optional<TypeIndex> wrapped_type(const Type& type);

/// The type behind what wraps a value. Aliases have names of their own and are kept.
const Type& unwrapped_type(const ApiModel& api, TypeIndex type);

/// The type behind aliases and what wraps a value; null for one that is unresolved.
const Type* plain_type(const ApiModel& api, TypeIndex type);

/// The kind of the plain type.
ValueKind value_kind(const ApiModel& api, TypeIndex type);

/// The number that bounds apply to: the plain type itself, or the count of a duration; the plain
/// type of others.
const Type* bounded_type(const ApiModel& api, TypeIndex type);

/// `an integer`, for messages.
std::string_view kind_phrase(ValueKind kind);

/// Whether a value is one word that any text can hold: numbers, strings, enums, points in time.
bool is_scalar(ValueKind kind);

/// Whether JSON has a string for it. Examples write it without quotes.
bool is_written_as_string(ValueKind kind);

/// Whether null is one of its values, so that null cannot say that the value is not there. False
/// for an unresolved type.
bool accepts_null(const ApiModel& api, TypeIndex type);
bool accepts_null(const ApiModel& api, const Type& type);

/// Whether null is added to the type behind optionals and boxes: `Nullable`, `Patch`.
bool is_nullable(const ApiModel& api, TypeIndex type);

/// The struct that a type is, behind aliases. A type that also has another JSON form, such as
/// null, is none.
std::optional<StructIndex> struct_of(const ApiModel& api, TypeIndex type);

/// The struct that an alternative of a variant is, behind aliases and boxes.
std::optional<StructIndex> alternative_struct(const ApiModel& api, TypeIndex type);

/// The struct whose fields are the input of a function; null if the input is no struct, or none.
const Struct* input_struct(const ApiModel& api, const Function& function);

/// The field that is named so in JSON; null if there is none.
const Field* find_member(const Struct& type, std::string_view wire_name);

/// The field that holds the members that are not declared; null if there is none.
const Field* rest_of(const Struct& type);

/// The integers that may cross the wire as a type. Numbers stay within ±(2^53-1) (RFC 7493).
struct IntegerRange {
  std::int64_t smallest = 0;
  std::uint64_t largest = 0;

  bool operator==(const IntegerRange&) const = default;
};
IntegerRange integer_range(const Integer& integer, bool wire_string);

/// The constraints of a member or alias together with those of the aliases of its type.
Constraints effective_constraints(const ApiModel& api, TypeIndex type, const Constraints& own);

/// The constraints of all aliases on the way to a value, the innermost first.
std::vector<const Constraints*> alias_constraints(const ApiModel& api, TypeIndex type);

/// Whether an alias on the way to an integer says that it crosses the wire as a string of digits.
bool is_wire_string(const ApiModel& api, TypeIndex type);

}  // namespace vgen::tool::model
