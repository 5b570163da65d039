#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Questions that several passes ask about types of the model.
namespace vgen::analysis {

/// What a type is to constraints and parameters, behind its aliases and `std::optional`.
enum class ValueKind { unknown, boolean, integer, number, string, timestamp, enumeration, structure, list, map };

/// The type behind aliases and `std::optional`; null for what is not resolved.
const model::Type* plain_type(const model::ApiModel& api, model::TypeIndex type);

ValueKind value_kind(const model::ApiModel& api, model::TypeIndex type);

/// `an integer`, for messages.
std::string_view kind_phrase(ValueKind kind);

/// Whether a string can carry it: scalars, strings, enums, time points.
bool is_scalar(ValueKind kind);

/// The struct that a type is, behind aliases.
std::optional<model::StructIndex> struct_behind(const model::ApiModel& api, model::TypeIndex type);

/// The integers that may cross the wire as a type, RFC 7493 considered.
struct IntegerRange {
  std::int64_t smallest = 0;
  std::int64_t largest = 0;

  bool operator==(const IntegerRange&) const = default;
};
IntegerRange integer_range(const model::Integer& integer);

/// The constraints of a member or alias together with those of the aliases of its type: the narrowest of each bound.
model::Constraints effective_constraints(const model::ApiModel& api, model::TypeIndex type, const model::Constraints& own);

}  // namespace vgen::analysis
