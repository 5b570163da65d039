#include "tools/vgen/analysis/types/type_facts.hpp"

#include "tools/vgen/analysis/workspace.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <algorithm>

namespace vgen::tool::analysis {
namespace {

using model::Constraints;

/// Gives each kind of type its `ValueKind`.
struct KindOf {
  ValueKind operator()(const model::Null&) const { return ValueKind::null; }
  ValueKind operator()(const model::Boolean&) const { return ValueKind::boolean; }
  ValueKind operator()(const model::Integer&) const { return ValueKind::integer; }
  ValueKind operator()(const model::Float&) const { return ValueKind::number; }
  ValueKind operator()(const model::String&) const { return ValueKind::string; }
  ValueKind operator()(const model::Timestamp&) const { return ValueKind::timestamp; }
  ValueKind operator()(const model::Date&) const { return ValueKind::date; }
  ValueKind operator()(const model::Duration&) const { return ValueKind::duration; }
  ValueKind operator()(const model::Bytes&) const { return ValueKind::bytes; }
  ValueKind operator()(const model::Uuid&) const { return ValueKind::uuid; }
  ValueKind operator()(const model::Path&) const { return ValueKind::path; }
  ValueKind operator()(const model::Any&) const { return ValueKind::any; }
  ValueKind operator()(const model::EnumReference&) const { return ValueKind::enumeration; }
  ValueKind operator()(const model::StructReference&) const { return ValueKind::structure; }
  ValueKind operator()(const model::List&) const { return ValueKind::list; }
  ValueKind operator()(const model::Map&) const { return ValueKind::map; }
  ValueKind operator()(const model::Tuple&) const { return ValueKind::tuple; }
  ValueKind operator()(const model::VariantReference&) const { return ValueKind::variant; }
  template <class Wrapper>
  ValueKind operator()(const Wrapper&) const {
    return ValueKind::unknown;  // plain_type sees through aliases and wrappers
  }
};

/// Keeps the narrower of two bounds: the larger of minima, the smaller of maxima.
void narrow(std::optional<std::string>& bound, const std::optional<std::string>& other,
            bool larger_is_narrower) {
  if (!other) return;
  const bool takes_other = !bound || (larger_is_narrower ? compare_numbers(*other, *bound) > 0
                                                         : compare_numbers(*other, *bound) < 0);
  if (takes_other) bound = other;
}

void narrow(std::optional<std::uint64_t>& bound, const std::optional<std::uint64_t>& other,
            bool larger_is_narrower) {
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
  constraints.wire_string = constraints.wire_string || other.wire_string;
}

/// What a wrapper holds; nothing for other types.
struct Wrapped {
  std::optional<model::TypeIndex> operator()(const model::Optional& type) const {
    return type.value;
  }
  std::optional<model::TypeIndex> operator()(const model::Nullable& type) const {
    return type.value;
  }
  std::optional<model::TypeIndex> operator()(const model::Patch& type) const { return type.value; }
  std::optional<model::TypeIndex> operator()(const model::Box& type) const { return type.value; }
  template <class Other>
  std::optional<model::TypeIndex> operator()(const Other&) const {
    return std::nullopt;
  }
};

/// What an alias or wrapper holds; nothing for other types.
std::optional<model::TypeIndex> next_type(const model::ApiModel& api, model::TypeIndex type) {
  const auto* alias = std::get_if<model::AliasReference>(&api.types[type].kind);
  return alias ? std::optional(api.aliases[alias->index].type) : wrapped_type(api, type);
}

}  // namespace

std::optional<model::TypeIndex> wrapped_type(const model::ApiModel& api, model::TypeIndex type) {
  return std::visit(Wrapped{}, api.types[type].kind);
}

const model::Type* plain_type(const model::ApiModel& api, model::TypeIndex index) {
  while (index != unresolved) {
    const std::optional<model::TypeIndex> inner = next_type(api, index);
    if (!inner) return &api.types[index];
    index = *inner;
  }
  return nullptr;
}

ValueKind value_kind(const model::ApiModel& api, model::TypeIndex type) {
  const model::Type* plain = plain_type(api, type);
  return plain ? std::visit(KindOf{}, plain->kind) : ValueKind::unknown;
}

std::string_view kind_phrase(ValueKind kind) {
  switch (kind) {
    case ValueKind::null: return "null";
    case ValueKind::boolean: return "a boolean";
    case ValueKind::integer: return "an integer";
    case ValueKind::number: return "a number";
    case ValueKind::string: return "a string";
    case ValueKind::timestamp: return "a time point";
    case ValueKind::date: return "a date";
    case ValueKind::duration: return "a duration";
    case ValueKind::bytes: return "a string of bytes";
    case ValueKind::uuid: return "a UUID";
    case ValueKind::path: return "a path";
    case ValueKind::any: return "any JSON value";
    case ValueKind::enumeration: return "an enum";
    case ValueKind::structure: return "a struct";
    case ValueKind::list: return "a list";
    case ValueKind::map: return "a map";
    case ValueKind::tuple: return "a tuple";
    case ValueKind::variant: return "a variant";
    case ValueKind::unknown: break;
  }
  return "of another kind";
}

bool is_written_as_string(ValueKind kind) {
  return kind == ValueKind::string || kind == ValueKind::enumeration ||
         kind == ValueKind::timestamp || kind == ValueKind::date || kind == ValueKind::uuid ||
         kind == ValueKind::path || kind == ValueKind::bytes;
}

bool is_scalar(ValueKind kind) {
  const bool is_text = is_written_as_string(kind) && kind != ValueKind::bytes;
  return is_text || kind == ValueKind::boolean || kind == ValueKind::integer ||
         kind == ValueKind::number || kind == ValueKind::duration;
}

bool accepts_null(const model::ApiModel& api, model::TypeIndex index) {
  if (index == unresolved) return false;
  const auto& kind = api.types[index].kind;
  if (std::holds_alternative<model::Null>(kind) || std::holds_alternative<model::Any>(kind))
    return true;
  if (std::holds_alternative<model::Nullable>(kind) || std::holds_alternative<model::Patch>(kind))
    return true;
  const auto takes_null = [&](model::TypeIndex part) { return accepts_null(api, part); };
  if (const auto* box = std::get_if<model::Box>(&kind)) return takes_null(box->value);
  if (const auto* optional = std::get_if<model::Optional>(&kind))
    return takes_null(optional->value);
  if (const auto* alias = std::get_if<model::AliasReference>(&kind))
    return takes_null(api.aliases[alias->index].type);
  const auto* variant = std::get_if<model::VariantReference>(&kind);
  return variant && std::ranges::any_of(api.variants[variant->index].alternatives, takes_null,
                                        &model::Alternative::type);
}

const model::Type* bounded_type(const model::ApiModel& api, model::TypeIndex type) {
  const model::Type* plain = plain_type(api, type);
  const auto* duration = plain ? std::get_if<model::Duration>(&plain->kind) : nullptr;
  return duration ? plain_type(api, duration->count) : plain;
}

std::optional<model::StructIndex> struct_behind(const model::ApiModel& api,
                                                model::TypeIndex index) {
  while (index != unresolved) {
    const auto& kind = api.types[index].kind;
    if (const auto* reference = std::get_if<model::StructReference>(&kind)) return reference->index;
    const auto* alias = std::get_if<model::AliasReference>(&kind);
    if (!alias) break;
    index = api.aliases[alias->index].type;
  }
  return std::nullopt;
}

IntegerRange integer_range(const model::Integer& integer, bool wire_string) {
  // As numbers, above 53 bits, readers that keep them as doubles would change the value.
  const unsigned value_bits =
      std::min(integer.is_signed ? integer.bits - 1 : integer.bits, wire_string ? 64U : 53U);
  const std::uint64_t largest =
      value_bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << value_bits) - 1;
  if (!integer.is_signed) return {.smallest = 0, .largest = largest};
  const auto lowest = -static_cast<std::int64_t>(largest);
  return {.smallest = integer.bits == 64 && !wire_string ? lowest : lowest - 1, .largest = largest};
}

model::Constraints effective_constraints(const model::ApiModel& api, model::TypeIndex index,
                                         const model::Constraints& own) {
  model::Constraints constraints = own;
  while (index != unresolved) {
    const auto* alias = std::get_if<model::AliasReference>(&api.types[index].kind);
    if (alias) narrow(constraints, api.aliases[alias->index].constraints);
    const std::optional<model::TypeIndex> inner = next_type(api, index);
    if (!inner) break;
    index = *inner;
  }
  return constraints;
}

}  // namespace vgen::tool::analysis
