#include "tools/vgen/emit/schema/kinds.hpp"

#include "tools/vgen/emit/schema/constraints.hpp"
#include "tools/vgen/emit/schema/text_patterns.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <vector>

namespace vgen::tool::emit {
namespace {

/// Appends what is said of one kind of type; the overload is chosen by the variant's visitor.
struct KindPrinter {
  Json& schema;
  SchemaPrinter& printer;
  const model::ApiModel& api;
  model::TypeIndex index;
  Direction direction;
  model::Constraints limits;

  void operator()(const model::Null&) { schema["type"] = "null"; }
  void operator()(const model::Boolean&) { schema["type"] = "boolean"; }
  void operator()(const model::Integer& type);
  void operator()(const model::Float& type);
  void operator()(const model::String&) { text({}); }
  void operator()(const model::Timestamp& type);
  void operator()(const model::Date&) { text("date"); }
  void operator()(const model::Duration& type);
  void operator()(const model::Bytes& type);
  void operator()(const model::Uuid&) { text("uuid"); }
  void operator()(const model::Path&) { text({}); }
  void operator()(const model::File&) {
    schema["contentMediaType"] = "application/octet-stream";
    text({});
  }
  void operator()(const model::Any&) {}
  void operator()(const model::List& type);
  void operator()(const model::Map& type);
  void operator()(const model::Tuple& type);

  // What has a name is referred to, and what stands around a value was taken off.
  void operator()(const model::StructReference&) {}
  void operator()(const model::EnumReference&) {}
  void operator()(const model::AliasReference&) {}
  void operator()(const model::VariantReference&) {}
  void operator()(const model::Wrapper auto&) {}

 private:
  void text(std::string_view format) {
    schema["type"] = "string";
    if (!format.empty()) limits.format = format;
    append_constraints(schema, limits);
  }
  [[nodiscard]] Json property_names(model::TypeIndex key);
};

void KindPrinter::operator()(const model::Integer& type) {
  if (limits.wire_string) {
    std::vector<const model::Constraints*> all = alias_constraints(api, index);
    all.push_back(&limits);
    schema["type"] = "string";
    schema["pattern"] = digits_pattern(type, all);
    return;
  }
  schema["type"] = "integer";
  const model::Constraints* const own[] = {&limits};
  if (type.bits >= 32) schema["format"] = integer_format(type, own);
  append_constraints(schema, limits_of(type, limits));
}

void KindPrinter::operator()(const model::Float& type) {
  schema["type"] = "number";
  schema["format"] = type.bits == 32 ? "float" : "double";
  append_constraints(schema, limits_of(type, limits));
}

void KindPrinter::operator()(const model::Timestamp& type) {
  const bool is_free = !limits.pattern;
  text("date-time");
  if (is_free) schema[printer.style().time_pattern] = timestamp_pattern(type.fraction_digits);
}

void KindPrinter::operator()(const model::Duration& type) {
  std::visit(*this, api.types.at(type.count).kind);
  schema["x-unit"] = type.unit;
}

void KindPrinter::operator()(const model::Bytes& type) {
  if (!limits.pattern) limits.pattern = base64_pattern(type.fixed_size);
  text({});
  schema["contentEncoding"] = "base64";
}

void KindPrinter::operator()(const model::List& type) {
  schema["type"] = "array";
  if (type.fixed_size) limits.min_items = limits.max_items = type.fixed_size;
  limits.unique_items = limits.unique_items || type.unique;
  schema["items"] = printer.type(type.item, direction);
  append_constraints(schema, limits);
}

/// The names of the members of a map as strings. JSON has no other names, so integers are matched
/// by their spelling.
Json KindPrinter::property_names(model::TypeIndex key) {
  const model::Type& type = *plain_type(api, key);
  if (const auto* integer = std::get_if<model::Integer>(&type.kind)) {
    return {{"type", "string"}, {"pattern", key_pattern(*integer, alias_constraints(api, key))}};
  }
  return printer.type(key, direction);
}

void KindPrinter::operator()(const model::Map& type) {
  schema["type"] = "object";
  const bool takes_any_name = std::holds_alternative<model::String>(api.types.at(type.key).kind);
  if (!takes_any_name) schema["propertyNames"] = property_names(type.key);
  schema["additionalProperties"] = printer.type(type.value, direction);
  append_constraints(schema, limits);
}

void KindPrinter::operator()(const model::Tuple& type) {
  schema["type"] = "array";
  const bool is_draft_07 = printer.style().dialect == SchemaStyle::Dialect::draft_07;
  for (const model::TypeIndex item : type.items)
    schema[is_draft_07 ? "items" : "prefixItems"].push_back(printer.type(item, direction));
  // Neither dialect has an empty list of positions.
  if (!type.items.empty()) schema[is_draft_07 ? "additionalItems" : "items"] = false;
  if (!type.items.empty()) limits.min_items = type.items.size();
  limits.max_items = type.items.size();
  append_constraints(schema, limits);
}

}  // namespace

std::string_view json_type(const model::ApiModel& api, const model::Type& type) {
  const auto* duration = std::get_if<model::Duration>(&type.kind);
  return facts_of(duration ? api.types.at(duration->count) : type).schema_type;
}

void append_kind(Json& schema, SchemaPrinter& printer, const model::ApiModel& api,
                 model::TypeIndex type, Direction direction,
                 const model::Constraints& constraints) {
  const model::Type& value =
      constraints.wire_string ? *plain_type(api, type) : unwrapped_type(api, type);
  std::visit(KindPrinter{schema, printer, api, type, direction, constraints}, value.kind);
}

}  // namespace vgen::tool::emit
