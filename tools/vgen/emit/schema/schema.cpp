#include "tools/vgen/emit/schema/schema.hpp"

#include "tools/vgen/emit/schema/constraints.hpp"
#include "tools/vgen/emit/schema/kinds.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

std::optional<NamedType> named_type(const model::Type& type, Direction direction) {
  if (const auto* reference = std::get_if<model::StructReference>(&type.kind))
    return NamedType{*reference, direction};
  if (const auto* reference = std::get_if<model::EnumReference>(&type.kind))
    return NamedType{*reference, direction};
  if (const auto* reference = std::get_if<model::AliasReference>(&type.kind))
    return NamedType{*reference, direction};
  if (const auto* reference = std::get_if<model::VariantReference>(&type.kind))
    return NamedType{*reference, direction};
  return {};
}

/// Appends the limits that a member adds to those of its type's name. Without their type they are
/// an error to strict validators.
void append_limits(Json& schema, const model::ApiModel& api, model::TypeIndex type,
                   const model::Constraints& limits) {
  if (!has_constraints(limits)) return;
  const model::Type& value = *plain_type(api, type);
  if (is_wire_string(api, type)) {
    const auto* duration = std::get_if<model::Duration>(&value.kind);
    const model::Type& number = duration != nullptr ? api.types.at(duration->count) : value;
    const model::Constraints* const own[] = {&limits};
    schema["type"] = "string";
    schema["pattern"] = digits_pattern(std::get<model::Integer>(number.kind), own);
    return;
  }
  if (const std::string_view word = json_type(api, value); !word.empty()) schema["type"] = word;
  append_constraints(schema, limits);
}

}  // namespace

/// What is said of a value beside its type.
struct SchemaPrinter::Description {
  model::Constraints constraints;
  model::Documentation documentation;
  std::optional<std::string> default_value;
  bool read_only = false;
  bool write_only = false;
  bool takes_null = false;  ///< Null counts as left out.

  void append_head(Json& schema) const {
    append_documentation(schema, documentation);
    if (read_only) schema["readOnly"] = true;
    if (write_only) schema["writeOnly"] = true;
  }

  void append_tail(Json& schema) const {
    if (default_value) schema["default"] = json_from_text(*default_value);
    append_examples(schema, documentation);
  }
};

SchemaPrinter::SchemaPrinter(const model::ApiModel& api, SchemaStyle style)
    : api_(api), style_(std::move(style)) {}

Json SchemaPrinter::type(model::TypeIndex type, Direction direction) {
  return describe(type, direction, {});
}

Json SchemaPrinter::field(const model::Field& field, Direction direction) {
  return member(field, direction, false);
}

Json SchemaPrinter::body(const model::Field& field) {
  return member(field, Direction::input, field.optional && api_.policies.null_as_absent);
}

Json SchemaPrinter::undocumented_field(const model::Field& field, Direction direction) {
  model::Field bare = field;
  bare.documentation.summary.clear();
  bare.documentation.description.clear();
  bare.documentation.deprecated = false;
  bare.documentation.deprecation.clear();
  return this->field(bare, direction);
}

void SchemaPrinter::append_object(Json& schema, const std::vector<const model::Field*>& fields,
                                  Direction direction, std::span<const std::string> wire_names) {
  schema["type"] = "object";
  Json required = schema.contains("required") ? schema["required"] : Json::array();
  const model::Field* rest = nullptr;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i]->is_rest) {
      rest = fields[i];
      continue;
    }
    const std::string& name = wire_names.empty() ? fields[i]->wire_name : wire_names[i];
    const bool null_is_absent =
        direction == Direction::input && fields[i]->optional && api_.policies.null_as_absent;
    schema["properties"][name] = member(*fields[i], direction, null_is_absent);
    if (direction == Direction::input ? fields[i]->required_in_input()
                                      : fields[i]->required_in_output())
      required.push_back(name);
  }
  if (!required.empty()) schema["required"] = std::move(required);
  if (rest != nullptr) {
    const auto& map = std::get<model::Map>(api_.types.at(rest->type).kind);
    schema["additionalProperties"] =
        describe(map.value, direction,
                 {.constraints = {}, .documentation = rest->documentation, .default_value = {}});
  } else if (!api_.policies.ignore_unknown_members) {
    schema["additionalProperties"] = false;
  }
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

Json SchemaPrinter::member(const model::Field& field, Direction direction, bool takes_null) {
  return describe(
      field.type, direction,
      {.constraints = field.constraints,
       .documentation = field.documentation,
       // in output the member is always there, and a default would only make readers wonder
       .default_value = direction == Direction::input ? field.default_value : std::nullopt,
       .read_only = field.read_only,
       .write_only = field.write_only,
       .takes_null = takes_null});
}

Json SchemaPrinter::describe(model::TypeIndex type, Direction direction,
                             const Description& description) {
  const bool becomes_string = description.constraints.wire_string && !is_wire_string(api_, type);
  const model::Type& value = becomes_string ? *plain_type(api_, type) : unwrapped_type(api_, type);
  const bool adds_null =
      (description.takes_null || is_nullable(api_, type)) && !accepts_null(api_, value);
  if (const auto named = named_type(value, direction)) {
    return adds_null ? reference_or_null(*named, type, description)
                     : described_reference(*named, type, description);
  }
  Json schema = Json::object();
  description.append_head(schema);
  append_kind(schema, *this, api_, type, direction, description.constraints);
  if (adds_null) schema["type"] = Json::array({schema["type"], "null"});
  description.append_tail(schema);
  return schema;
}

Json SchemaPrinter::described_reference(const NamedType& named, model::TypeIndex type,
                                        const Description& description) {
  Json beside = Json::object();
  description.append_head(beside);
  append_limits(beside, api_, type, description.constraints);
  description.append_tail(beside);
  Json schema = reference(named);
  if (beside.empty()) return schema;
  if (style_.dialect == SchemaStyle::Dialect::draft_07)
    schema = {{"allOf", Json::array({std::move(schema)})}};
  schema.update(beside);
  return schema;
}

Json SchemaPrinter::reference_or_null(const NamedType& named, model::TypeIndex type,
                                      const Description& description) {
  Json schema = Json::object();
  description.append_head(schema);
  Json value = described_reference(
      named, type,
      {.constraints = description.constraints, .documentation = {}, .default_value = {}});
  schema["anyOf"] = Json::array({std::move(value), {{"type", "null"}}});
  description.append_tail(schema);
  return schema;
}

Json SchemaPrinter::definition_of(const model::AliasReference& reference, Direction direction) {
  const model::Alias& alias = api_.aliases.at(reference.index);
  return describe(alias.type, direction,
                  {.constraints = alias.constraints,
                   .documentation = alias.documentation,
                   .default_value = {}});
}

}  // namespace vgen::tool::emit
