#include "tools/vgen/analysis/type_facts.hpp"

#include "tools/vgen/analysis/workspace.hpp"

#include <algorithm>
#include <cstdlib>

namespace vgen::analysis {
namespace {

using model::Constraints;

/// Gives each kind of type its `ValueKind`.
struct KindOf {
  ValueKind operator()(const model::Boolean&) const { return ValueKind::boolean; }
  ValueKind operator()(const model::Integer&) const { return ValueKind::integer; }
  ValueKind operator()(const model::Float&) const { return ValueKind::number; }
  ValueKind operator()(const model::String&) const { return ValueKind::string; }
  ValueKind operator()(const model::Timestamp&) const { return ValueKind::timestamp; }
  ValueKind operator()(const model::EnumReference&) const { return ValueKind::enumeration; }
  ValueKind operator()(const model::StructReference&) const { return ValueKind::structure; }
  ValueKind operator()(const model::List&) const { return ValueKind::list; }
  ValueKind operator()(const model::Map&) const { return ValueKind::map; }
  ValueKind operator()(const model::AliasReference&) const { return ValueKind::unknown; }
  ValueKind operator()(const model::Optional&) const { return ValueKind::unknown; }
};

double as_number(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

/// Keeps the narrower of two bounds: the larger of minima, the smaller of maxima.
void narrow(std::optional<std::string>& bound, const std::optional<std::string>& other, bool larger_is_narrower) {
  if (!other) return;
  const bool takes_other = !bound || (larger_is_narrower ? as_number(*other) > as_number(*bound) : as_number(*other) < as_number(*bound));
  if (takes_other) bound = other;
}

void narrow(std::optional<std::uint64_t>& bound, const std::optional<std::uint64_t>& other, bool larger_is_narrower) {
  if (!other) return;
  if (!bound || (larger_is_narrower ? *other > *bound : *other < *bound)) bound = other;
}

void narrow(Constraints& constraints, const Constraints& other) {
  narrow(constraints.minimum, other.minimum, true);
  narrow(constraints.maximum, other.maximum, false);
  narrow(constraints.exclusive_minimum, other.exclusive_minimum, true);
  narrow(constraints.exclusive_maximum, other.exclusive_maximum, false);
  narrow(constraints.min_length, other.min_length, true);
  narrow(constraints.max_length, other.max_length, false);
  narrow(constraints.min_items, other.min_items, true);
  narrow(constraints.max_items, other.max_items, false);
  narrow(constraints.min_properties, other.min_properties, true);
  narrow(constraints.max_properties, other.max_properties, false);
  if (!constraints.multiple_of) constraints.multiple_of = other.multiple_of;
  if (!constraints.pattern) constraints.pattern = other.pattern;
  if (!constraints.format) constraints.format = other.format;
  constraints.unique_items = constraints.unique_items || other.unique_items;
}

}  // namespace

const model::Type* plain_type(const model::ApiModel& api, model::TypeIndex index) {
  while (index != unresolved) {
    const model::Type& type = api.types[index];
    if (const auto* optional = std::get_if<model::Optional>(&type.kind)) {
      index = optional->value;
    } else if (const auto* alias = std::get_if<model::AliasReference>(&type.kind)) {
      index = api.aliases[alias->index].type;
    } else {
      return &type;
    }
  }
  return nullptr;
}

ValueKind value_kind(const model::ApiModel& api, model::TypeIndex type) {
  const model::Type* plain = plain_type(api, type);
  return plain ? std::visit(KindOf{}, plain->kind) : ValueKind::unknown;
}

std::string_view kind_phrase(ValueKind kind) {
  switch (kind) {
    case ValueKind::boolean: return "a boolean";
    case ValueKind::integer: return "an integer";
    case ValueKind::number: return "a number";
    case ValueKind::string: return "a string";
    case ValueKind::timestamp: return "a time point";
    case ValueKind::enumeration: return "an enum";
    case ValueKind::structure: return "a struct";
    case ValueKind::list: return "a list";
    case ValueKind::map: return "a map";
    case ValueKind::unknown: break;
  }
  return "of another kind";
}

bool is_scalar(ValueKind kind) {
  return kind == ValueKind::boolean || kind == ValueKind::integer || kind == ValueKind::number || kind == ValueKind::string ||
         kind == ValueKind::timestamp || kind == ValueKind::enumeration;
}

std::optional<model::StructIndex> struct_behind(const model::ApiModel& api, model::TypeIndex type) {
  const model::Type* plain = plain_type(api, type);
  const auto* reference = plain ? std::get_if<model::StructReference>(&plain->kind) : nullptr;
  return reference ? std::optional(reference->index) : std::nullopt;
}

IntegerRange integer_range(const model::Integer& integer) {
  // Above 53 bits, readers that keep numbers as doubles would change the value.
  const unsigned value_bits = std::min(integer.is_signed ? integer.bits - 1 : integer.bits, 53U);
  const std::int64_t largest = (std::int64_t{1} << value_bits) - 1;
  if (!integer.is_signed) return {.smallest = 0, .largest = largest};
  return {.smallest = integer.bits == 64 ? -largest : -largest - 1, .largest = largest};
}

model::Constraints effective_constraints(const model::ApiModel& api, model::TypeIndex index, const model::Constraints& own) {
  model::Constraints constraints = own;
  while (index != unresolved) {
    const model::Type& type = api.types[index];
    if (const auto* optional = std::get_if<model::Optional>(&type.kind)) {
      index = optional->value;
    } else if (const auto* alias = std::get_if<model::AliasReference>(&type.kind)) {
      narrow(constraints, api.aliases[alias->index].constraints);
      index = api.aliases[alias->index].type;
    } else {
      break;
    }
  }
  return constraints;
}

}  // namespace vgen::analysis
