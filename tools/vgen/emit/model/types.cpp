#include "tools/vgen/emit/model/types.hpp"

#include "tools/vgen/emit/schema/constraints.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

/// Prints one kind of type; the overload is chosen by the variant's visitor.
struct KindPrinter {
  const model::ApiModel& api;

  Json operator()(const model::Null&) const { return {{"kind", "null"}}; }
  Json operator()(const model::Boolean&) const { return {{"kind", "boolean"}}; }
  Json operator()(const model::Integer& type) const {
    return {{"kind", "integer"}, {"bits", type.bits}, {"signed", type.is_signed}};
  }
  Json operator()(const model::Float& type) const {
    return {{"kind", "float"}, {"bits", type.bits}};
  }
  Json operator()(const model::String& type) const {
    return {{"kind", "string"}, {"view", type.is_view}};
  }
  Json operator()(const model::Timestamp& type) const {
    return {{"kind", "timestamp"}, {"fraction_digits", type.fraction_digits}};
  }
  Json operator()(const model::Date&) const { return {{"kind", "date"}}; }
  Json operator()(const model::Duration& type) const {
    return {{"kind", "duration"}, {"count", model_type(api, type.count)}, {"unit", type.unit}};
  }
  Json operator()(const model::Bytes& type) const {
    Json json = {{"kind", "bytes"}, {"view", type.is_view}};
    if (type.fixed_size) json["fixed_size"] = *type.fixed_size;
    return json;
  }
  Json operator()(const model::Uuid&) const { return {{"kind", "uuid"}}; }
  Json operator()(const model::Path&) const { return {{"kind", "path"}}; }
  Json operator()(const model::File&) const { return {{"kind", "file"}}; }
  Json operator()(const model::Any&) const { return {{"kind", "any"}}; }
  Json operator()(const model::StructReference& type) const {
    return {{"kind", "struct"}, {"name", api.structs.at(type.index).name}};
  }
  Json operator()(const model::EnumReference& type) const {
    return {{"kind", "enum"}, {"name", api.enums.at(type.index).name}};
  }
  Json operator()(const model::AliasReference& type) const {
    return {{"kind", "alias"}, {"name", api.aliases.at(type.index).name}};
  }
  Json operator()(const model::VariantReference& type) const {
    return {{"kind", "variant"}, {"name", api.variants.at(type.index).name}};
  }
  Json operator()(const model::Optional& type) const { return wrapper("optional", type.value); }
  Json operator()(const model::Nullable& type) const { return wrapper("nullable", type.value); }
  Json operator()(const model::Patch& type) const { return wrapper("patch", type.value); }
  Json operator()(const model::Box& type) const { return wrapper("box", type.value); }
  Json operator()(const model::List& type) const {
    Json json = {{"kind", "list"}, {"item", model_type(api, type.item)}, {"unique", type.unique}};
    if (type.fixed_size) json["fixed_size"] = *type.fixed_size;
    return json;
  }
  Json operator()(const model::Map& type) const {
    return {{"kind", "map"},
            {"key", model_type(api, type.key)},
            {"value", model_type(api, type.value)}};
  }
  Json operator()(const model::Tuple& type) const {
    Json items = Json::array();
    for (const model::TypeIndex item : type.items) items.push_back(model_type(api, item));
    return {{"kind", "tuple"}, {"items", std::move(items)}};
  }

 private:
  [[nodiscard]] Json wrapper(const char* kind, model::TypeIndex value) const {
    return {{"kind", kind}, {"value", model_type(api, value)}};
  }
};

Json constraints_of(const model::Constraints& constraints) {
  Json json = Json::object();
  append_constraints(json, constraints);
  if (constraints.wire_string) json["wire"] = "string";
  return json;
}

Json model_field(const model::ApiModel& api, const model::Field& field) {
  Json json = Json::object();
  json["name"] = field.name;
  json["wire_name"] = field.wire_name;
  json["type"] = model_type(api, field.type);
  json["constraints"] = constraints_of(field.constraints);
  json["documentation"] = model_documentation(field.documentation);
  json["optional"] = field.optional;
  json["has_default"] = field.has_default;
  if (field.default_value) json["default"] = json_from_text(*field.default_value);
  json["read_only"] = field.read_only;
  json["write_only"] = field.write_only;
  json["pii"] = field.pii;
  if (field.is_rest) json["additional_properties"] = true;
  json["location"] = model_location(field.location);
  return json;
}

Json model_alternative(const model::ApiModel& api, const model::Alternative& alternative) {
  Json json = {{"type", model_type(api, alternative.type)}};
  if (alternative.tag.empty()) return json;
  json["tag"] = alternative.tag;
  json["component"] = alternative.component;
  json["input_component"] = alternative.input_component;
  return json;
}

}  // namespace

Json model_type(const model::ApiModel& api, model::TypeIndex index) {
  const model::Type& type = api.types.at(index);
  Json json = std::visit(KindPrinter{api}, type.kind);
  json["cpp"] = type.cpp;
  return json;
}

Json model_struct(const model::ApiModel& api, const model::Struct& type) {
  Json json = Json::object();
  json["name"] = type.name;
  json["input_name"] = type.input_name;
  json["cpp"] = type.cpp;
  json["cpp_namespace"] = type.cpp_namespace;
  json["documentation"] = model_documentation(type.documentation);
  json["used_in_input"] = type.used_in_input;
  json["used_in_output"] = type.used_in_output;
  json["shapes_differ"] = type.shapes_differ;
  json["is_error"] = type.is_error;
  json["fields"] = Json::array();
  for (const model::Field& field : type.fields) json["fields"].push_back(model_field(api, field));
  json["location"] = model_location(type.location);
  return json;
}

Json model_enum(const model::Enum& type) {
  Json json = Json::object();
  json["name"] = type.name;
  json["cpp"] = type.cpp;
  json["cpp_namespace"] = type.cpp_namespace;
  json["documentation"] = model_documentation(type.documentation);
  json["enumerators"] = Json::array();
  for (const model::Enumerator& enumerator : type.enumerators) {
    json["enumerators"].push_back(
        {{"name", enumerator.name},
         {"wire_name", enumerator.wire_name},
         {"value", enumerator.value},
         {"documentation", model_documentation(enumerator.documentation)}});
  }
  json["location"] = model_location(type.location);
  return json;
}

Json model_alias(const model::ApiModel& api, const model::Alias& alias) {
  Json json = Json::object();
  json["name"] = alias.name;
  json["cpp"] = alias.cpp;
  json["cpp_namespace"] = alias.cpp_namespace;
  json["type"] = model_type(api, alias.type);
  json["constraints"] = constraints_of(alias.constraints);
  json["documentation"] = model_documentation(alias.documentation);
  json["location"] = model_location(alias.location);
  return json;
}

Json model_variant(const model::ApiModel& api, const model::Variant& type) {
  Json json = Json::object();
  json["name"] = type.name;
  json["input_name"] = type.input_name;
  json["cpp"] = type.cpp;
  json["cpp_namespace"] = type.cpp_namespace;
  json["documentation"] = model_documentation(type.documentation);
  if (!type.discriminator.empty()) json["discriminator"] = type.discriminator;
  json["untagged"] = type.untagged;
  json["used_in_input"] = type.used_in_input;
  json["used_in_output"] = type.used_in_output;
  json["shapes_differ"] = type.shapes_differ;
  json["alternatives"] = Json::array();
  for (const model::Alternative& alternative : type.alternatives)
    json["alternatives"].push_back(model_alternative(api, alternative));
  json["location"] = model_location(type.location);
  return json;
}

Json model_documentation(const model::Documentation& documentation) {
  Json json = Json::object();
  if (!documentation.title.empty()) json["title"] = documentation.title;
  if (!documentation.summary.empty()) json["summary"] = documentation.summary;
  if (!documentation.description.empty()) json["description"] = documentation.description;
  for (const std::string& example : documentation.examples)
    json["examples"].push_back(json_from_text(example));
  if (documentation.deprecated) json["deprecated"] = true;
  if (!documentation.deprecation.empty()) json["deprecation"] = documentation.deprecation;
  if (!documentation.sunset.empty()) json["sunset"] = documentation.sunset;
  return json;
}

Json model_location(const SourceRange& location) {
  return {{"file", location.file},
          {"line", location.line},
          {"column", location.column},
          {"length", location.length}};
}

}  // namespace vgen::tool::emit
