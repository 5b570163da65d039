#include "tools/vgen/emit/schema/constraints.hpp"
#include "tools/vgen/emit/schema/schema.hpp"
#include "tools/vgen/emit/wire_facts.hpp"

#include <utility>

/// The schemas that stand under names, but for those of aliases.
namespace vgen::tool::emit {
namespace {

std::string enumerators_text(const model::Enum& type) {
  std::string text;
  bool documented = false;
  for (const model::Enumerator& enumerator : type.enumerators) {
    const std::string description = description_text(enumerator.documentation);
    documented = documented || !description.empty();
    text += text.empty() ? "- `" : "\n- `";
    text += enumerator.wire_name + "`";
    if (description.empty()) continue;
    text += ": ";
    for (const char c : description) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
  }
  return documented ? text : std::string();
}

std::vector<const model::Field*> fields_of(const model::Struct& type) {
  std::vector<const model::Field*> fields;
  for (const model::Field& field : type.fields) fields.push_back(&field);
  return fields;
}

/// Only a choice of tagged objects has a discriminator; in one of other values beside them, the
/// tags stand in the objects alone.
Json discriminator(const SchemaStyle& style, const model::Variant& type, const Json& references) {
  if (style.discriminator == SchemaStyle::Discriminator::name) return type.discriminator;
  Json mapping = Json::object();
  for (std::size_t i = 0; i < type.alternatives.size(); ++i)
    mapping[type.alternatives[i].tag] = references[i]["$ref"];
  return {{"propertyName", type.discriminator}, {"mapping", std::move(mapping)}};
}

}  // namespace

Json SchemaPrinter::definition(const NamedType& named) {
  return std::visit(
      [&](const auto& reference) { return definition_of(reference, named.direction); }, named.type);
}

Json SchemaPrinter::definition_of(const model::EnumReference& reference, Direction) {
  const model::Enum& type = api_.enums.at(reference.index);
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  if (const std::string list = enumerators_text(type); !list.empty()) {
    const std::string description = description_text(type.documentation);
    schema["description"] = description.empty() ? list : description + "\n\n" + list;
  }
  schema["type"] = "string";
  for (const model::Enumerator& enumerator : type.enumerators)
    schema["enum"].push_back(enumerator.wire_name);
  append_examples(schema, type.documentation);
  return schema;
}

Json SchemaPrinter::definition_of(const model::StructReference& reference, Direction direction) {
  const model::Struct& type = api_.structs.at(reference.index);
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  append_object(schema, fields_of(type), direction);
  append_examples(schema, type.documentation);
  return schema;
}

Json SchemaPrinter::definition_of(const model::VariantReference& reference, Direction direction) {
  const model::Variant& type = api_.variants.at(reference.index);
  Json alternatives = Json::array();
  bool all_have_tags = true;
  for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
    const model::Alternative& alternative = type.alternatives[i];
    const bool has_tag = !alternative.tag.empty();
    all_have_tags = all_have_tags && has_tag;
    alternatives.push_back(
        has_tag ? this->reference({AlternativeReference{reference.index, i}, direction})
                : this->type(alternative.type, direction));
  }
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  Json& choice = schema[holds_structs_only(api_, type) ? "oneOf" : "anyOf"] =
      std::move(alternatives);
  if (all_have_tags && style_.discriminator != SchemaStyle::Discriminator::none) {
    Json printed = discriminator(style_, type, choice);
    schema["discriminator"] = std::move(printed);
  }
  append_examples(schema, type.documentation);
  return schema;
}

Json SchemaPrinter::definition_of(const AlternativeReference& reference, Direction direction) {
  const model::Variant& variant = api_.variants.at(reference.variant);
  const model::Alternative& alternative = variant.alternatives.at(reference.index);
  const model::Struct& type = struct_of_alternative(api_, alternative);
  const model::Documentation documentation = alternative_documentation(variant, alternative, type);
  Json schema = Json::object();
  append_documentation(schema, documentation);
  schema["type"] = "object";
  Json& tag = schema["properties"][variant.discriminator] = {{"type", "string"}};
  append_constant(tag, alternative.tag);
  schema["required"].push_back(variant.discriminator);
  append_object(schema, fields_of(type), direction);
  append_examples(schema, documentation);
  return schema;
}

}  // namespace vgen::tool::emit
