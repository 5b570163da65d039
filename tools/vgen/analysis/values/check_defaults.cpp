#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vgen::tool::analysis {
namespace {

using frontend::BracedValue;
using frontend::DeclaredMember;
using frontend::DeclaredValue;
using model::TypeIndex;

struct DurationClass {
  std::string_view name;
  std::string_view unit;
};
constexpr DurationClass duration_classes[] = {
    {"std::chrono::nanoseconds", "ns"},  {"std::chrono::microseconds", "us"},
    {"std::chrono::milliseconds", "ms"}, {"std::chrono::seconds", "s"},
    {"std::chrono::minutes", "min"},     {"std::chrono::hours", "h"},
    {"std::chrono::days", "d"},          {"std::chrono::weeks", "w"},
};

/// Whether a conversion says no more than its argument: std::string("x"), std::int64_t(5),
/// std::chrono::seconds(5) for a member of seconds.
bool says_argument(const model::ApiModel& api, TypeIndex type, const frontend::CallValue& call) {
  const model::ValueKind kind = value_kind(api, type);
  if (kind == model::ValueKind::duration) {
    const auto* row = std::ranges::find(duration_classes, call.function, &DurationClass::name);
    return row != std::end(duration_classes) &&
           std::get<model::Duration>(plain_type(api, type)->kind).unit == row->unit;
  }
  const bool is_one_word = kind == model::ValueKind::timestamp || kind == model::ValueKind::date ||
                           kind == model::ValueKind::uuid;
  return is_scalar(kind) && !is_one_word;
}

/// The value of an initialiser as JSON; nothing where vgen does not know it. Nested structs are
/// completed by their own defaults.
class DefaultReader {
 public:
  explicit DefaultReader(const Workspace& workspace) : workspace_(workspace) {}

  [[nodiscard]] std::optional<Json> read(TypeIndex type, const DeclaredValue& value) const;

 private:
  /// `{}` of a type: what value initialisation makes.
  [[nodiscard]] std::optional<Json> empty(TypeIndex type) const;
  [[nodiscard]] std::optional<Json> empty_value(TypeIndex type) const;
  [[nodiscard]] std::optional<Json> number(TypeIndex type, const DeclaredValue& value) const;
  [[nodiscard]] std::optional<Json> enumerator(TypeIndex type, const std::string& name) const;
  [[nodiscard]] std::optional<Json> braced(TypeIndex type, const BracedValue& value) const;
  [[nodiscard]] std::optional<Json> list(const model::List& type, const BracedValue& value) const;
  [[nodiscard]] std::optional<Json> tuple(const model::Tuple& type, const BracedValue& value) const;
  [[nodiscard]] std::optional<Json> map(const model::Map& type, const BracedValue& value) const;
  [[nodiscard]] std::optional<Json> object(model::StructIndex index,
                                           const BracedValue& value) const;
  [[nodiscard]] std::optional<Json> member(model::StructIndex index, std::size_t field) const;

  const Workspace& workspace_;
};

std::optional<Json> DefaultReader::read(TypeIndex type, const DeclaredValue& value) const {
  if (type == unresolved) return std::nullopt;
  const model::ValueKind kind = value_kind(workspace_.api, type);
  if (const auto* text = std::get_if<frontend::StringValue>(&value.value)) {
    return kind == model::ValueKind::string || kind == model::ValueKind::path
               ? std::optional(Json(text->text))
               : std::nullopt;
  }
  if (const auto* flag = std::get_if<frontend::BooleanValue>(&value.value)) {
    return kind == model::ValueKind::boolean ? std::optional(Json(flag->value)) : std::nullopt;
  }
  if (const auto* name = std::get_if<frontend::EnumeratorValue>(&value.value))
    return enumerator(type, name->name);
  if (const auto* list = std::get_if<BracedValue>(&value.value)) return braced(type, *list);
  const auto* call = std::get_if<frontend::CallValue>(&value.value);
  if (call && call->arguments.size() == 1 && says_argument(workspace_.api, type, *call))
    return read(type, call->arguments.front());
  return number(type, value);
}

std::optional<Json> DefaultReader::number(TypeIndex type, const DeclaredValue& value) const {
  const model::Type* plain = bounded_type(workspace_.api, type);
  const auto* float_type = plain ? std::get_if<model::Float>(&plain->kind) : nullptr;
  if (!float_type && !(plain && std::holds_alternative<model::Integer>(plain->kind)))
    return std::nullopt;
  if (const auto* integer = std::get_if<frontend::IntegerValue>(&value.value)) {
    const std::string digits =
        fmt::format("{}{}", integer->negative ? "-" : "", integer->magnitude);
    return effective_constraints(workspace_.api, type, {}).wire_string ? Json(digits)
                                                                       : Json::parse(digits);
  }
  const auto* real = std::get_if<frontend::FloatValue>(&value.value);
  if (!real || !float_type || !std::isfinite(real->value)) return std::nullopt;
  const bool is_float = float_type->bits == 32;
  // The shortest text that reads back as the same float: 0.1, not 0.10000000149011612.
  return Json::parse(is_float ? fmt::format("{}", static_cast<float>(real->value))
                              : fmt::format("{}", real->value));
}

std::optional<Json> DefaultReader::enumerator(TypeIndex type, const std::string& name) const {
  const model::Type* plain = plain_type(workspace_.api, type);
  const auto* reference = plain ? std::get_if<model::EnumReference>(&plain->kind) : nullptr;
  if (!reference) return std::nullopt;
  const auto& enumerators = workspace_.api.enums[reference->index].enumerators;
  const auto found = std::ranges::find(enumerators, name, &model::Enumerator::name);
  return found == enumerators.end() ? std::nullopt : std::optional(Json(found->wire_name));
}

std::optional<Json> DefaultReader::empty(TypeIndex type) const {
  if (type == unresolved) return std::nullopt;
  const auto& kind = workspace_.api.types[type].kind;
  if (std::holds_alternative<model::Nullable>(kind)) return Json(nullptr);
  const auto* box = std::get_if<model::Box>(&kind);
  if (box && box->may_be_empty) return std::nullopt;
  if (const auto* alias = std::get_if<model::AliasReference>(&kind))
    return empty(workspace_.api.aliases[alias->index].type);
  return empty_value(type);
}

std::optional<Json> DefaultReader::empty_value(TypeIndex type) const {
  const model::Type* plain = plain_type(workspace_.api, type);
  switch (value_kind(workspace_.api, type)) {
    case model::ValueKind::null:
    case model::ValueKind::any: return Json(nullptr);
    case model::ValueKind::boolean: return Json(false);
    case model::ValueKind::integer:
    case model::ValueKind::number:
    case model::ValueKind::duration:
      return effective_constraints(workspace_.api, type, {}).wire_string ? Json("0") : Json(0);
    case model::ValueKind::string:
    case model::ValueKind::path: return Json("");
    case model::ValueKind::bytes:
      return std::get<model::Bytes>(plain->kind).fixed_size ? std::nullopt
                                                            : std::optional(Json(""));
    case model::ValueKind::map: return Json::object();
    case model::ValueKind::list:
      return std::get<model::List>(plain->kind).fixed_size ? std::nullopt
                                                           : std::optional(Json::array());
    case model::ValueKind::structure:
      return object(std::get<model::StructReference>(plain->kind).index, {});
    case model::ValueKind::enumeration: {
      const auto& enumerators =
          workspace_.api.enums[std::get<model::EnumReference>(plain->kind).index].enumerators;
      const auto zero = std::ranges::find(enumerators, 0, &model::Enumerator::value);
      return zero == enumerators.end() ? std::nullopt : std::optional(Json(zero->wire_name));
    }
    case model::ValueKind::timestamp:
    case model::ValueKind::date:
    case model::ValueKind::uuid:
    case model::ValueKind::tuple:
    case model::ValueKind::variant:
    case model::ValueKind::alias:  // the plain type is behind these
    case model::ValueKind::optional:
    case model::ValueKind::nullable:
    case model::ValueKind::patch:
    case model::ValueKind::box:
    case model::ValueKind::unknown: break;
  }
  return std::nullopt;
}

std::optional<Json> DefaultReader::braced(TypeIndex type, const BracedValue& value) const {
  if (value.members.empty()) return empty(type);
  const model::Type* plain = plain_type(workspace_.api, type);
  if (const auto* sequence = std::get_if<model::List>(&plain->kind)) return list(*sequence, value);
  if (const auto* several = std::get_if<model::Tuple>(&plain->kind)) return tuple(*several, value);
  if (const auto* dictionary = std::get_if<model::Map>(&plain->kind))
    return map(*dictionary, value);
  if (const auto* reference = std::get_if<model::StructReference>(&plain->kind))
    return object(reference->index, value);
  const bool is_one_value = value.members.size() == 1 && value.members.front().name.empty();
  return is_one_value ? read(type, value.members.front().value) : std::nullopt;
}

std::optional<Json> DefaultReader::list(const model::List& type, const BracedValue& value) const {
  Json items = Json::array();
  for (const DeclaredMember& item : value.members) {
    const std::optional<Json> read_item = read(type.item, item.value);
    if (!read_item) return std::nullopt;
    items.push_back(*read_item);
  }
  if (!type.fixed_size || items.size() == *type.fixed_size) return items;
  // std::array<T, N> may be written with two pairs of braces; what is left out of an array is
  // value-initialised.
  const auto* inner =
      items.empty() ? nullptr : std::get_if<BracedValue>(&value.members.front().value.value);
  if (inner && value.members.size() == 1) return list(type, *inner);
  while (items.size() < *type.fixed_size) {
    const std::optional<Json> rest = empty(type.item);
    if (!rest) return std::nullopt;
    items.push_back(*rest);
  }
  return items;
}

std::optional<Json> DefaultReader::tuple(const model::Tuple& type, const BracedValue& value) const {
  if (value.members.size() != type.items.size()) return std::nullopt;
  Json items = Json::array();
  for (std::size_t i = 0; i < type.items.size(); ++i) {
    const std::optional<Json> item = read(type.items[i], value.members[i].value);
    if (!item) return std::nullopt;
    items.push_back(*item);
  }
  return items;
}

std::optional<Json> DefaultReader::map(const model::Map& type, const BracedValue& value) const {
  Json members = Json::object();
  for (const DeclaredMember& entry : value.members) {
    const auto* pair = std::get_if<BracedValue>(&entry.value.value);
    if (!pair || pair->members.size() != 2) return std::nullopt;
    const std::optional<Json> key = read(type.key, pair->members[0].value);
    const std::optional<Json> mapped = read(type.value, pair->members[1].value);
    if (!key || !mapped) return std::nullopt;
    members[key->is_string() ? key->get<std::string>() : key->dump()] = *mapped;
  }
  return members;
}

std::optional<Json> DefaultReader::member(model::StructIndex index, std::size_t position) const {
  const model::Field& field = workspace_.api.structs[index].fields[position];
  const frontend::DeclaredField* declared = workspace_.origins[index][position].field;
  const bool is_initialised = field.has_default && declared && declared->initializer;
  return is_initialised ? read(field.type, *declared->initializer) : empty(field.type);
}

std::optional<Json> DefaultReader::object(model::StructIndex index,
                                          const BracedValue& value) const {
  const std::vector<model::Field>& fields = workspace_.api.structs[index].fields;
  Json members = Json::object();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool is_positional = i < value.members.size() && value.members[i].name.empty();
    const auto given =
        is_positional ? value.members.begin() + static_cast<std::ptrdiff_t>(i)
                      : std::ranges::find(value.members, fields[i].name, &DeclaredMember::name);
    const bool is_given = given != value.members.end();
    if (!is_given && fields[i].optional) continue;
    const std::optional<Json> read_member =
        is_given ? read(fields[i].type, given->value) : member(index, i);
    if (!read_member) return std::nullopt;
    members[fields[i].wire_name] = *read_member;
  }
  return members;
}

void check_default(Workspace& workspace, model::Field& field,
                   const frontend::DeclaredField& declared) {
  const SourceRange& range =
      declared.initializer->range.line == 0 ? declared.range : declared.initializer->range;
  if (field.optional) {
    workspace.report(make_diagnostic(
        Rule::optional_default, range,
        fmt::format("'{}' is optional and has a default, so it could never be absent", field.name),
        "remove std::optional to fill in the default, or write '{}' to let the member be "
        "absent"));
    return;
  }
  const auto* real = std::get_if<frontend::FloatValue>(&declared.initializer->value);
  if (real && !std::isfinite(real->value)) {
    workspace.report(make_diagnostic(
        Rule::default_mismatch, range, fmt::format("the default of '{}' is not finite", field.name),
        "JSON has finite numbers only; use std::optional for a value that may be absent"));
    return;
  }
  std::optional<Json> value = DefaultReader(workspace).read(field.type, *declared.initializer);
  if (!value) return;
  if (field.constraints.wire_string && value->is_number()) value = Json(value->dump());
  field.default_value = compact(*value);
  const std::optional<std::string> mismatch =
      find_mismatch(workspace.api, {field.type, field.constraints}, *value);
  if (!mismatch) return;
  workspace.report(make_diagnostic(
      Rule::default_mismatch, range,
      fmt::format("the default {} of '{}' {}", *field.default_value, field.name, *mismatch),
      "change the default or the constraint; write '{}' for a member without a default"));
}

}  // namespace

void check_defaults(Workspace& workspace) {
  for (model::StructIndex i = 0; i < workspace.api.structs.size(); ++i) {
    std::vector<model::Field>& fields = workspace.api.structs[i].fields;
    for (std::size_t j = 0; j < fields.size(); ++j) {
      if (fields[j].has_default && workspace.origins[i][j].field)
        check_default(workspace, fields[j], *workspace.origins[i][j].field);
    }
  }
}

}  // namespace vgen::tool::analysis
