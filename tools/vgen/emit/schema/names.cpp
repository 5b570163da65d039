#include "tools/vgen/emit/schema/names.hpp"

#include "tools/vgen/model/type_parts.hpp"

namespace vgen::tool::emit {
namespace {

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

}  // namespace vgen::tool::emit
