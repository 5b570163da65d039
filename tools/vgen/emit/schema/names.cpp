#include "tools/vgen/emit/schema/names.hpp"

#include "tools/vgen/model/type_parts.hpp"

#include <algorithm>

namespace vgen::tool::emit {
namespace {

/// Whether something stands in the type whose input has another name. Structs and variants are
/// asked, not entered: their names tell.
bool has_input_shape(const model::ApiModel& api, model::TypeIndex index) {
  const model::Type& type = api.types.at(index);
  if (const auto* reference = std::get_if<model::StructReference>(&type.kind)) {
    const model::Struct& record = api.structs.at(reference->index);
    return record.input_name != record.name;
  }
  if (const auto* reference = std::get_if<model::VariantReference>(&type.kind)) {
    const model::Variant& variant = api.variants.at(reference->index);
    return variant.input_name != variant.name;
  }
  return std::ranges::any_of(model::parts(api, type),
                             [&](model::TypeIndex part) { return has_input_shape(api, part); });
}

struct NameOf {
  const model::ApiModel& api;
  bool input;

  std::string operator()(const model::StructReference& reference) const {
    const model::Struct& type = api.structs.at(reference.index);
    return input ? type.input_name : type.name;
  }
  std::string operator()(const model::EnumReference& reference) const {
    return api.enums.at(reference.index).name;
  }
  std::string operator()(const model::AliasReference& reference) const {
    const model::Alias& alias = api.aliases.at(reference.index);
    return input && has_input_shape(api, alias.type) ? alias.name + "Input" : alias.name;
  }
  std::string operator()(const model::VariantReference& reference) const {
    const model::Variant& type = api.variants.at(reference.index);
    return input ? type.input_name : type.name;
  }
  std::string operator()(const AlternativeReference& reference) const {
    const model::Alternative& alternative =
        api.variants.at(reference.variant).alternatives.at(reference.index);
    return input ? alternative.input_component : alternative.component;
  }
};

std::vector<NamedType> named_types(const model::ApiModel& api, Direction direction) {
  std::vector<NamedType> types;
  for (std::size_t i = 0; i < api.structs.size(); ++i)
    types.push_back({model::StructReference{i}, direction});
  for (std::size_t i = 0; i < api.enums.size(); ++i)
    types.push_back({model::EnumReference{i}, direction});
  for (std::size_t i = 0; i < api.aliases.size(); ++i)
    types.push_back({model::AliasReference{i}, direction});
  for (std::size_t i = 0; i < api.variants.size(); ++i) {
    types.push_back({model::VariantReference{i}, direction});
    const auto& alternatives = api.variants[i].alternatives;
    for (std::size_t j = 0; j < alternatives.size(); ++j) {
      if (!alternatives[j].tag.empty()) types.push_back({AlternativeReference{i, j}, direction});
    }
  }
  return types;
}

}  // namespace

std::string schema_name(const model::ApiModel& api, const NamedType& named) {
  return std::visit(NameOf{api, named.direction == Direction::input}, named.type);
}

std::set<std::string> schema_names(const model::ApiModel& api) {
  std::set<std::string> names;
  for (const Direction direction : {Direction::input, Direction::output}) {
    for (const NamedType& named : named_types(api, direction))
      names.insert(schema_name(api, named));
  }
  return names;
}

const model::Type& value_type(const model::ApiModel& api, model::TypeIndex type,
                              bool through_aliases) {
  const model::Type& found = api.types.at(type);
  if (const auto* optional = std::get_if<model::Optional>(&found.kind))
    return value_type(api, optional->value, through_aliases);
  if (const auto* nullable = std::get_if<model::Nullable>(&found.kind))
    return value_type(api, nullable->value, through_aliases);
  if (const auto* patch = std::get_if<model::Patch>(&found.kind))
    return value_type(api, patch->value, through_aliases);
  if (const auto* box = std::get_if<model::Box>(&found.kind))
    return value_type(api, box->value, through_aliases);
  if (const auto* alias = std::get_if<model::AliasReference>(&found.kind);
      alias != nullptr && through_aliases) {
    return value_type(api, api.aliases.at(alias->index).type, true);
  }
  return found;
}

}  // namespace vgen::tool::emit
