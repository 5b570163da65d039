#include "tools/vgen/emit/schema.hpp"

#include "tools/vgen/emit/integer_pattern.hpp"
#include "tools/vgen/emit/schema_constraints.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace vgen::emit {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

std::string_view json_type(const model::Type& type) {
  return std::visit(Overloaded{
                        [](const model::Boolean&) { return "boolean"; },
                        [](const model::Integer&) { return "integer"; },
                        [](const model::Float&) { return "number"; },
                        [](const model::List&) { return "array"; },
                        [](const model::Map&) { return "object"; },
                        [](const model::StructReference&) { return "object"; },
                        [](const auto&) { return "string"; },
                    },
                    type.kind);
}

/// The format that tells code generators how wide a number is. Unsigned 32 bit integers do not fit int32; there is no
/// format for them that validators know, and int64 holds them.
std::string_view number_format(const model::Type& type) {
  if (const auto* integer = std::get_if<model::Integer>(&type.kind)) {
    if (integer->bits < 32) return {};
    return integer->bits == 32 && integer->is_signed ? "int32" : "int64";
  }
  if (const auto* number = std::get_if<model::Float>(&type.kind)) return number->bits == 32 ? "float" : "double";
  return {};
}

std::optional<NamedType> named_type(const model::Type& type, Direction direction) {
  if (const auto* reference = std::get_if<model::StructReference>(&type.kind)) return NamedType{*reference, direction};
  if (const auto* reference = std::get_if<model::EnumReference>(&type.kind)) return NamedType{*reference, direction};
  if (const auto* reference = std::get_if<model::AliasReference>(&type.kind)) return NamedType{*reference, direction};
  return {};
}

/// The names of the members of a map as strings. JSON has no other names, so integers are matched by their spelling.
Json property_names(SchemaPrinter& printer, const model::ApiModel& api, model::TypeIndex key, Direction direction) {
  const model::Type& type = value_type(api, key, true);
  if (const auto* integer = std::get_if<model::Integer>(&type.kind)) {
    const auto [lowest, highest] = range_of(*integer);
    return {{"type", "string"}, {"pattern", integer_pattern(lowest, highest)}};
  }
  return printer.type(key, direction);
}

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

Json enum_definition(const model::Enum& type) {
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  if (const std::string list = enumerators_text(type); !list.empty()) {
    const std::string description = description_text(type.documentation);
    schema["description"] = description.empty() ? list : description + "\n\n" + list;
  }
  schema["type"] = "string";
  for (const model::Enumerator& enumerator : type.enumerators) schema["enum"].push_back(enumerator.wire_name);
  for (const std::string& example : type.documentation.examples) schema["examples"].push_back(json_from_text(example));
  return schema;
}

}  // namespace

/// What is said of a value beside its type.
struct SchemaPrinter::Description {
  model::Constraints constraints;
  model::Documentation documentation;
  std::optional<std::string> default_value;
  bool read_only = false;
  bool write_only = false;

  void append_head(Json& schema) const {
    append_documentation(schema, documentation);
    if (read_only) schema["readOnly"] = true;
    if (write_only) schema["writeOnly"] = true;
  }

  void append_tail(Json& schema) const {
    if (default_value) schema["default"] = json_from_text(*default_value);
    for (const std::string& example : documentation.examples) schema["examples"].push_back(json_from_text(example));
  }
};

SchemaPrinter::SchemaPrinter(const model::ApiModel& api, SchemaStyle style) : api_(api), style_(std::move(style)) {}

Json SchemaPrinter::type(model::TypeIndex type, Direction direction) {
  return describe(type, direction, {});
}

Json SchemaPrinter::field(const model::Field& field, Direction direction) {
  return describe(field.type, direction,
                  {.constraints = field.constraints,
                   .documentation = field.documentation,
                   // in output the member is always there, and a default would only make readers wonder
                   .default_value = direction == Direction::input ? field.default_value : std::nullopt,
                   .read_only = field.read_only,
                   .write_only = field.write_only});
}

Json SchemaPrinter::undocumented_field(const model::Field& field, Direction direction) {
  model::Field bare = field;
  bare.documentation.summary.clear();
  bare.documentation.description.clear();
  bare.documentation.deprecated = false;
  bare.documentation.deprecation.clear();
  return this->field(bare, direction);
}

void SchemaPrinter::append_object(Json& schema, const std::vector<const model::Field*>& fields, Direction direction,
                                  std::span<const std::string> wire_names) {
  schema["type"] = "object";
  Json required = Json::array();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string& name = wire_names.empty() ? fields[i]->wire_name : wire_names[i];
    Json member = field(*fields[i], direction);
    const bool takes_null = direction == Direction::input && fields[i]->optional && api_.policies.null_as_absent;
    if (takes_null) member = {{"anyOf", Json::array({std::move(member), {{"type", "null"}}})}};
    schema["properties"][name] = std::move(member);
    if (direction == Direction::input ? fields[i]->required_in_input() : fields[i]->required_in_output()) required.push_back(name);
  }
  if (!required.empty()) schema["required"] = std::move(required);
  if (!api_.policies.ignore_unknown_members) schema["additionalProperties"] = false;
}

Json SchemaPrinter::definition(const NamedType& named) {
  if (const auto* reference = std::get_if<model::EnumReference>(&named.type)) return enum_definition(api_.enums.at(reference->index));
  if (const auto* reference = std::get_if<model::AliasReference>(&named.type)) {
    const model::Alias& alias = api_.aliases.at(reference->index);
    return describe(alias.type, named.direction,
                    {.constraints = alias.constraints, .documentation = alias.documentation, .default_value = {}});
  }
  const model::Struct& type = api_.structs.at(std::get<model::StructReference>(named.type).index);
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  std::vector<const model::Field*> fields;
  for (const model::Field& field : type.fields) fields.push_back(&field);
  append_object(schema, fields, named.direction);
  for (const std::string& example : type.documentation.examples) schema["examples"].push_back(json_from_text(example));
  return schema;
}

Json SchemaPrinter::reference(const NamedType& named) {
  const std::string name = schema_name(api_, named);
  if (name == style_.root) return {{"$ref", "#"}};
  referred_.emplace(name, named);
  return {{"$ref", style_.prefix + name}};
}

std::map<std::string, Json> SchemaPrinter::definitions() {
  std::map<std::string, Json> printed;
  while (printed.size() < referred_.size()) {  // printing one may refer to others
    const auto known = referred_;
    for (const auto& [name, named] : known) {
      if (!printed.contains(name)) printed.emplace(name, definition(named));
    }
  }
  return printed;
}

Json SchemaPrinter::describe(model::TypeIndex type, Direction direction, const Description& description) {
  const model::Type& value = value_type(api_, type, false);
  if (const auto named = named_type(value, direction)) return described_reference(*named, type, description);
  Json schema = Json::object();
  description.append_head(schema);
  append_kind(schema, type, direction, description.constraints);
  description.append_tail(schema);
  return schema;
}

Json SchemaPrinter::described_reference(const NamedType& named, model::TypeIndex type, const Description& description) {
  Json beside = Json::object();
  description.append_head(beside);
  if (has_constraints(description.constraints)) {
    beside["type"] = json_type(value_type(api_, type, true));  // a limit without its type is an error to strict validators
    append_constraints(beside, description.constraints);
  }
  description.append_tail(beside);
  Json schema = reference(named);
  if (beside.empty()) return schema;
  if (style_.dialect == SchemaStyle::Dialect::draft_07) schema = {{"allOf", Json::array({std::move(schema)})}};
  schema.update(beside);
  return schema;
}

void SchemaPrinter::append_kind(Json& schema, model::TypeIndex index, Direction direction, const model::Constraints& constraints) {
  const model::Type& type = value_type(api_, index, false);
  schema["type"] = json_type(type);
  if (const std::string_view format = number_format(type); !format.empty()) schema["format"] = format;
  model::Constraints limits = constraints;
  if (const auto* integer = std::get_if<model::Integer>(&type.kind)) limits = limits_of(*integer, constraints);
  if (const auto* number = std::get_if<model::Float>(&type.kind)) limits = limits_of(*number, constraints);
  if (std::holds_alternative<model::Timestamp>(type.kind)) limits.format = "date-time";
  if (const auto* list = std::get_if<model::List>(&type.kind)) {
    if (list->fixed_size) limits.min_items = limits.max_items = list->fixed_size;
    limits.unique_items = limits.unique_items || list->unique;
    schema["items"] = this->type(list->item, direction);
  }
  if (const auto* map = std::get_if<model::Map>(&type.kind)) {
    const auto* key = std::get_if<model::String>(&api_.types.at(map->key).kind);
    if (key == nullptr) schema["propertyNames"] = property_names(*this, api_, map->key, direction);
    schema["additionalProperties"] = this->type(map->value, direction);
  }
  append_constraints(schema, limits);
}

void append_documentation(Json& schema, const model::Documentation& documentation) {
  if (!documentation.title.empty()) schema["title"] = documentation.title;
  if (std::string text = description_text(documentation); !text.empty()) schema["description"] = std::move(text);
  if (documentation.deprecated) schema["deprecated"] = true;
}

std::string description_text(const model::Documentation& documentation) {
  std::string text = documentation.summary;
  const auto append = [&](const std::string& paragraph) {
    if (paragraph.empty()) return;
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  };
  append(documentation.description);
  if (!documentation.deprecation.empty()) append("Deprecated: " + documentation.deprecation);
  return text;
}

}  // namespace vgen::emit
