#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Questions that several passes ask about types of the model.
namespace vgen::tool::analysis {

/// What a type is to constraints and parameters, behind its aliases and wrappers.
enum class ValueKind {
  unknown,
  null,
  boolean,
  integer,
  number,
  string,
  timestamp,
  date,
  duration,
  bytes,
  uuid,
  path,
  any,
  enumeration,
  structure,
  list,
  map,
  tuple,
  variant,
};

/// The type behind aliases and what wraps a value (`std::optional`, `Nullable`, `Patch`, `Box`);
/// null for what is not resolved.
const model::Type* plain_type(const model::ApiModel& api, model::TypeIndex type);

/// What `std::optional`, `Nullable`, `Patch` or `Box` holds; nothing for other types and aliases.
std::optional<model::TypeIndex> wrapped_type(const model::ApiModel& api, model::TypeIndex type);

ValueKind value_kind(const model::ApiModel& api, model::TypeIndex type);

/// `an integer`, for messages.
std::string_view kind_phrase(ValueKind kind);

/// Whether a string can carry it: scalars, strings, enums, points in time and what else is one
/// word.
bool is_scalar(ValueKind kind);

/// Whether its JSON form is a string without more rules than its type has: it is written in
/// examples without quotes.
bool is_written_as_string(ValueKind kind);

/// Whether null is one of its values, so that null cannot say that it is not there.
bool accepts_null(const model::ApiModel& api, model::TypeIndex type);

/// The number that bounds apply to: the type itself, or the count of a duration; null for others.
const model::Type* bounded_type(const model::ApiModel& api, model::TypeIndex type);

/// The struct that a type is, behind aliases; nothing is seen through that has another JSON form.
std::optional<model::StructIndex> struct_behind(const model::ApiModel& api, model::TypeIndex type);

/// The integers that may cross the wire as a type, RFC 7493 considered.
struct IntegerRange {
  std::int64_t smallest = 0;
  std::uint64_t largest = 0;

  bool operator==(const IntegerRange&) const = default;
};
IntegerRange integer_range(const model::Integer& integer, bool wire_string);

/// The constraints of a member or alias together with those of the aliases of its type: the
/// narrowest of each bound.
model::Constraints effective_constraints(const model::ApiModel& api, model::TypeIndex type,
                                         const model::Constraints& own);

}  // namespace vgen::tool::analysis
