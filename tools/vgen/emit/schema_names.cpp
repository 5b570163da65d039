#include "tools/vgen/emit/schema_names.hpp"

namespace vgen::emit {
namespace {

/// Whether a struct stands in the type whose input has another name. Structs are asked, not entered: their names tell.
bool has_input_shape(const model::ApiModel& api, model::TypeIndex index) {
  const auto& kind = api.types.at(index).kind;
  if (const auto* reference = std::get_if<model::StructReference>(&kind)) {
    const model::Struct& type = api.structs.at(reference->index);
    return type.input_name != type.name;
  }
  if (const auto* reference = std::get_if<model::AliasReference>(&kind)) return has_input_shape(api, api.aliases.at(reference->index).type);
  if (const auto* optional = std::get_if<model::Optional>(&kind)) return has_input_shape(api, optional->value);
  if (const auto* list = std::get_if<model::List>(&kind)) return has_input_shape(api, list->item);
  if (const auto* map = std::get_if<model::Map>(&kind)) return has_input_shape(api, map->value);
  return false;
}

}  // namespace

std::string schema_name(const model::ApiModel& api, const NamedType& named) {
  const bool input = named.direction == Direction::input;
  if (const auto* reference = std::get_if<model::StructReference>(&named.type)) {
    const model::Struct& type = api.structs.at(reference->index);
    return input ? type.input_name : type.name;
  }
  if (const auto* reference = std::get_if<model::EnumReference>(&named.type)) return api.enums.at(reference->index).name;
  const model::Alias& alias = api.aliases.at(std::get<model::AliasReference>(named.type).index);
  return input && has_input_shape(api, alias.type) ? alias.name + "Input" : alias.name;
}

std::set<std::string> schema_names(const model::ApiModel& api) {
  std::set<std::string> names;
  for (const Direction direction : {Direction::input, Direction::output}) {
    for (std::size_t i = 0; i < api.structs.size(); ++i) names.insert(schema_name(api, {model::StructReference{i}, direction}));
    for (std::size_t i = 0; i < api.aliases.size(); ++i) names.insert(schema_name(api, {model::AliasReference{i}, direction}));
  }
  for (const model::Enum& type : api.enums) names.insert(type.name);
  return names;
}

const model::Type& value_type(const model::ApiModel& api, model::TypeIndex type, bool through_aliases) {
  const model::Type& found = api.types.at(type);
  if (const auto* optional = std::get_if<model::Optional>(&found.kind)) return value_type(api, optional->value, through_aliases);
  if (const auto* alias = std::get_if<model::AliasReference>(&found.kind); alias != nullptr && through_aliases) {
    return value_type(api, api.aliases.at(alias->index).type, true);
  }
  return found;
}

}  // namespace vgen::emit
