#include "tools/vgen/model/type_parts.hpp"

#include "tools/vgen/model/kinds.hpp"

#include <algorithm>

namespace vgen::tool::model {
namespace {

using TypeIndices = std::vector<TypeIndex>;

struct PartsOf {
  const ApiModel& api;

  TypeIndices operator()(const Leaf auto&) const { return {}; }
  TypeIndices operator()(const Wrapper auto& type) const { return {type.value}; }
  TypeIndices operator()(const Duration& type) const { return {type.count}; }
  TypeIndices operator()(const List& type) const { return {type.item}; }
  TypeIndices operator()(const Map& type) const { return {type.key, type.value}; }
  TypeIndices operator()(const Tuple& type) const { return type.items; }
  TypeIndices operator()(const AliasReference& type) const {
    return {api.aliases[type.index].type};
  }
  TypeIndices operator()(const VariantReference& type) const {
    TypeIndices types;
    for (const Alternative& alternative : api.variants[type.index].alternatives)
      types.push_back(alternative.type);
    return types;
  }
};

/// Whether a type itself, without its parts, is a view.
bool is_view(const Type& type) {
  const auto* string = std::get_if<String>(&type.kind);
  const auto* bytes = std::get_if<Bytes>(&type.kind);
  const auto* list = std::get_if<List>(&type.kind);
  return (string && string->is_view) || (bytes && bytes->is_view) || (list && list->is_view);
}

void collect(const ApiModel& api, TypeIndex index, Contents& contents) {
  if (index == unresolved) return;
  const Type& type = api.types.at(index);
  if (const auto* reference = std::get_if<StructReference>(&type.kind))
    contents.structs.push_back(reference->index);
  if (const auto* reference = std::get_if<VariantReference>(&type.kind))
    contents.variants.push_back(reference->index);
  if (const auto* reference = std::get_if<EnumReference>(&type.kind))
    contents.enums.push_back(reference->index);
  for (const TypeIndex part : parts(api, type)) collect(api, part, contents);
}

void reach_struct(const ApiModel& api, StructIndex index, std::vector<bool>& found) {
  if (found[index]) return;
  found[index] = true;
  for (const Field& field : api.structs[index].fields) reach_structs(api, field.type, found);
}

}  // namespace

std::vector<TypeIndex> parts(const ApiModel& api, const Type& type) {
  return std::visit(PartsOf{api}, type.kind);
}

Contents contents_of(const ApiModel& api, TypeIndex type) {
  Contents contents;
  collect(api, type, contents);
  return contents;
}

bool has_input_shape(const ApiModel& api, TypeIndex index) {
  if (index == unresolved) return false;
  const Type& type = api.types.at(index);
  if (const auto* reference = std::get_if<StructReference>(&type.kind)) {
    const Struct& record = api.structs.at(reference->index);
    return record.input_name != record.name;
  }
  if (const auto* reference = std::get_if<VariantReference>(&type.kind)) {
    const Variant& variant = api.variants.at(reference->index);
    return variant.input_name != variant.name;
  }
  return std::ranges::any_of(parts(api, type),
                             [&](TypeIndex part) { return has_input_shape(api, part); });
}

void reach_structs(const ApiModel& api, TypeIndex type, std::vector<bool>& found) {
  for (const StructIndex index : contents_of(api, type).structs) reach_struct(api, index, found);
}

bool holds_file(const ApiModel& api, TypeIndex index) {
  if (index == unresolved) return false;
  const Type& type = api.types.at(index);
  return std::holds_alternative<File>(type.kind) ||
         std::ranges::any_of(parts(api, type),
                             [&](TypeIndex part) { return holds_file(api, part); });
}

bool holds_view(const ApiModel& api, TypeIndex index) {
  if (index == unresolved) return false;
  const Type& type = api.types.at(index);
  return is_view(type) || std::ranges::any_of(parts(api, type), [&](TypeIndex part) {
           return holds_view(api, part);
         });
}

}  // namespace vgen::tool::model
