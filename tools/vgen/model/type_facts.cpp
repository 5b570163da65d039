#include "tools/vgen/model/type_facts.hpp"

#include <algorithm>

namespace vgen::tool::model {
namespace {

/// What an alias or wrapper holds; nothing for other types.
std::optional<TypeIndex> next_type(const ApiModel& api, const Type& type) {
  const auto* alias = std::get_if<AliasReference>(&type.kind);
  return alias ? std::optional(api.aliases[alias->index].type) : wrapped_type(type);
}

const KindFacts* find_facts(ValueKind kind) {
  return kind == ValueKind::unknown ? nullptr : &kind_facts[static_cast<std::size_t>(kind)];
}

}  // namespace

std::optional<TypeIndex> wrapped_type(const Type& type) {
  return std::visit(
      []<class Kind>(const Kind& kind) -> std::optional<TypeIndex> {
        if constexpr (Wrapper<Kind>) {
          return kind.value;
        } else {
          return std::nullopt;
        }
      },
      type.kind);
}

const Type& unwrapped_type(const ApiModel& api, TypeIndex type) {
  const Type& found = api.types.at(type);
  const std::optional<TypeIndex> inner = wrapped_type(found);
  return inner ? unwrapped_type(api, *inner) : found;
}

const Type* plain_type(const ApiModel& api, TypeIndex index) {
  while (index != unresolved) {
    const std::optional<TypeIndex> inner = next_type(api, api.types[index]);
    if (!inner) return &api.types[index];
    index = *inner;
  }
  return nullptr;
}

ValueKind value_kind(const ApiModel& api, TypeIndex type) {
  const Type* plain = plain_type(api, type);
  return plain ? facts_of(*plain).kind : ValueKind::unknown;
}

const Type* bounded_type(const ApiModel& api, TypeIndex type) {
  const Type* plain = plain_type(api, type);
  const auto* duration = plain ? std::get_if<Duration>(&plain->kind) : nullptr;
  return duration ? plain_type(api, duration->count) : plain;
}

std::string_view kind_phrase(ValueKind kind) {
  const KindFacts* facts = find_facts(kind);
  return facts ? facts->phrase : "of another kind";
}

bool is_scalar(ValueKind kind) {
  const KindFacts* facts = find_facts(kind);
  return facts && (facts->word == Word::plain || facts->word == Word::string);
}

bool is_written_as_string(ValueKind kind) {
  const KindFacts* facts = find_facts(kind);
  return facts && facts->form == JsonForm::string;
}

bool accepts_null(const ApiModel& api, TypeIndex index) {
  return index != unresolved && accepts_null(api, api.types.at(index));
}

bool accepts_null(const ApiModel& api, const Type& type) {
  const JsonForm form = facts_of(type).form;
  if (form == JsonForm::null || form == JsonForm::any) return true;
  if (std::holds_alternative<Nullable>(type.kind) || std::holds_alternative<Patch>(type.kind))
    return true;
  if (const std::optional<TypeIndex> inner = next_type(api, type)) return accepts_null(api, *inner);
  const auto* variant = std::get_if<VariantReference>(&type.kind);
  return variant && std::ranges::any_of(api.variants.at(variant->index).alternatives,
                                        [&](const Alternative& alternative) {
                                          return accepts_null(api, alternative.type);
                                        });
}

bool is_nullable(const ApiModel& api, TypeIndex index) {
  const Type& type = api.types.at(index);
  if (std::holds_alternative<Nullable>(type.kind) || std::holds_alternative<Patch>(type.kind))
    return true;
  const std::optional<TypeIndex> inner = wrapped_type(type);
  return inner && is_nullable(api, *inner);
}

std::optional<StructIndex> struct_of(const ApiModel& api, TypeIndex index) {
  while (index != unresolved) {
    const auto& kind = api.types[index].kind;
    if (const auto* reference = std::get_if<StructReference>(&kind)) return reference->index;
    const auto* alias = std::get_if<AliasReference>(&kind);
    if (!alias) break;
    index = api.aliases[alias->index].type;
  }
  return std::nullopt;
}

std::optional<StructIndex> alternative_struct(const ApiModel& api, TypeIndex index) {
  while (index != unresolved) {
    if (const auto found = struct_of(api, index)) return found;
    const auto* box = std::get_if<Box>(&api.types[index].kind);
    if (!box) break;
    index = box->value;
  }
  return std::nullopt;
}

const Struct* input_struct(const ApiModel& api, const Function& function) {
  const auto index = function.input ? struct_of(api, *function.input) : std::nullopt;
  return index ? &api.structs[*index] : nullptr;
}

const Field* find_member(const Struct& type, std::string_view wire_name) {
  const auto found = std::ranges::find_if(type.fields, [&](const Field& field) {
    return !field.is_rest && field.wire_name == wire_name;
  });
  return found == type.fields.end() ? nullptr : &*found;
}

const Field* rest_of(const Struct& type) {
  const auto found = std::ranges::find_if(type.fields, &Field::is_rest);
  return found == type.fields.end() ? nullptr : &*found;
}

IntegerRange integer_range(const Integer& integer, bool wire_string) {
  // As numbers, above 53 bits, readers that keep them as doubles would change the value.
  const unsigned value_bits =
      std::min(integer.is_signed ? integer.bits - 1 : integer.bits, wire_string ? 64U : 53U);
  const std::uint64_t largest =
      value_bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << value_bits) - 1;
  if (!integer.is_signed) return {.smallest = 0, .largest = largest};
  const auto lowest = -static_cast<std::int64_t>(largest);
  return {.smallest = integer.bits == 64 && !wire_string ? lowest : lowest - 1, .largest = largest};
}

Constraints effective_constraints(const ApiModel& api, TypeIndex index, const Constraints& own) {
  Constraints constraints = own;
  while (index != unresolved) {
    const Type& type = api.types[index];
    if (const auto* alias = std::get_if<AliasReference>(&type.kind))
      constraints = merge(std::move(constraints), api.aliases[alias->index].constraints);
    const std::optional<TypeIndex> inner = next_type(api, type);
    if (!inner) break;
    index = *inner;
  }
  return constraints;
}

std::vector<const Constraints*> alias_constraints(const ApiModel& api, TypeIndex index) {
  const auto* reference = std::get_if<AliasReference>(&unwrapped_type(api, index).kind);
  if (reference == nullptr) return {};
  const Alias& alias = api.aliases.at(reference->index);
  std::vector<const Constraints*> all = alias_constraints(api, alias.type);
  all.push_back(&alias.constraints);
  return all;
}

bool is_wire_string(const ApiModel& api, TypeIndex type) {
  return std::ranges::any_of(alias_constraints(api, type),
                             [](const Constraints* each) { return each->wire_string; });
}

}  // namespace vgen::tool::model
