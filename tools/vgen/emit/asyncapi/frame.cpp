#include "tools/vgen/emit/asyncapi/frame.hpp"

#include "tools/vgen/emit/asyncapi/example.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

Json id_schema() {
  Json integer = {{"type", "integer"}};
  Json text = {{"type", "string"}, {"maxLength", 128}};
  Json schema = Json::object();
  schema["description"] = "Connects a reply with its message. It is returned as it was written.";
  schema["oneOf"] = Json::array({std::move(integer), std::move(text)});
  return schema;
}

void append_fields(Json& schema, SchemaPrinter& printer, const model::Struct& type,
                   Direction direction) {
  std::vector<const model::Field*> fields;
  fields.reserve(type.fields.size());
  for (const model::Field& field : type.fields) fields.push_back(&field);
  printer.append_object(schema, fields, direction);
}

}  // namespace

Json FramePrinter::id_reference() {
  return components_.own_reference("MessageId", id_schema);
}

/// The members of every frame, and which of them are required. The object is still open.
Json FramePrinter::head(const Frame& frame) {
  Json schema = {{"type", "object"}};
  if (!frame.value.empty()) schema["properties"][frame.key] = constant(frame.value);
  schema["properties"]["$id"] = id_reference();
  if (!frame.value.empty()) schema["required"] = Json::array({frame.key});
  return schema;
}

/// A function without input does not look at the other members of its message.
Json FramePrinter::payload(const Frame& frame, std::optional<model::TypeIndex> type) {
  const auto close = [&](Json& schema) {
    if (!api_.policies.ignore_unknown_members) schema["additionalProperties"] = false;
  };
  if (!type) {
    Json schema = head(frame);
    if (frame.direction == Direction::output) close(schema);
    return schema;
  }
  const model::Type& plain = *plain_type(api_, *type);
  if (!is_always_object(api_, *type)) {
    const bool is_any = std::holds_alternative<model::Any>(plain.kind);
    Json schema = head(frame);
    if (is_any && frame.direction == Direction::input) return schema;  // any object
    schema["properties"][frame.sole_member] = components_.printer().type(*type, frame.direction);
    schema["required"].push_back(frame.sole_member);
    close(schema);
    return schema;
  }
  if (const auto* variant = std::get_if<model::VariantReference>(&plain.kind))
    return choice(frame, api_.variants.at(variant->index));
  Json schema = Json::object();
  append_value(schema, frame, *type);
  return schema;
}

void FramePrinter::append_value(Json& schema, const Frame& frame, model::TypeIndex type) {
  const model::Type& plain = *plain_type(api_, type);
  if (const auto* map = std::get_if<model::Map>(&plain.kind)) {
    schema.update(head(frame));
    return append_map(schema, *map, frame.direction);
  }
  const model::Struct& record = api_.structs.at(std::get<model::StructReference>(plain.kind).index);
  append_documentation(schema, record.documentation);
  schema.update(head(frame));
  append_fields(schema, components_.printer(), record, frame.direction);
}

/// The names and the number of its members are not limited here, because the key and `$id` are
/// beside them.
void FramePrinter::append_map(Json& schema, const model::Map& map, Direction direction) {
  schema["additionalProperties"] = components_.printer().type(map.value, direction);
}

Json FramePrinter::choice(const Frame& frame, const model::Variant& variant) {
  Json alternatives = Json::array();
  bool all_have_tags = true;
  for (const model::Alternative& alternative : variant.alternatives) {
    Json& schema = alternatives.emplace_back(Json::object());
    append_value(schema, frame, alternative.type);
    all_have_tags = all_have_tags && !alternative.tag.empty();
    if (alternative.tag.empty()) continue;
    schema["properties"][variant.discriminator] = constant(alternative.tag);
    schema["required"].push_back(variant.discriminator);
  }
  Json schema = Json::object();
  append_documentation(schema, variant.documentation);
  schema["type"] = "object";
  if (all_have_tags) schema["discriminator"] = variant.discriminator;
  schema[holds_structs_only(api_, variant) ? "oneOf" : "anyOf"] = std::move(alternatives);
  return schema;
}

Json FramePrinter::error_payload(const std::string& key, const std::string& value, Json error) {
  Json schema = {{"type", "object"}};
  schema["properties"]["error"] = std::move(error);
  schema["properties"][key] = value.empty() ? Json{{"type", "string"}} : constant(value);
  schema["properties"]["$id"] = id_reference();
  schema["required"].push_back("error");
  if (!value.empty()) schema["required"].push_back(key);
  schema["additionalProperties"] = false;
  return schema;
}

Json FramePrinter::examples(const Frame& frame, std::optional<model::TypeIndex> type) {
  std::vector<Json> values;
  if (type) {
    values = examples_of(api_, *type, frame.direction);
  } else {
    values.push_back(Json::object());
  }
  Json list = Json::array();
  for (const Json& value : values) {
    Json payload = Json::object();
    if (!frame.value.empty()) payload[frame.key] = frame.value;
    payload["$id"] = 1;
    if (!type || is_always_object(api_, *type)) {
      payload.update(value);
    } else {
      payload[frame.sole_member] = value;
    }
    list.push_back({{"payload", std::move(payload)}});
  }
  return list;
}

}  // namespace vgen::tool::emit
