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
  std::int64_t nanoseconds;
};
constexpr DurationClass duration_classes[] = {
    {"std::chrono::nanoseconds", "ns", 1},
    {"std::chrono::microseconds", "us", 1'000},
    {"std::chrono::milliseconds", "ms", 1'000'000},
    {"std::chrono::seconds", "s", 1'000'000'000},
    {"std::chrono::minutes", "min", 60'000'000'000},
    {"std::chrono::hours", "h", 3'600'000'000'000},
    {"std::chrono::days", "d", 86'400'000'000'000},
    {"std::chrono::weeks", "w", 604'800'000'000'000},
};

/// Whether a conversion says no more than its argument: std::string("x"), std::int64_t(5).
bool says_argument(const model::ApiModel& api, TypeIndex type) {
  const model::ValueKind kind = value_kind(api, type);
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
  /// `static_cast<Priority>(1)`
  [[nodiscard]] std::optional<Json> enumerator(TypeIndex type,
                                               const frontend::IntegerValue& value) const;
  [[nodiscard]] std::optional<Json> string(TypeIndex type,
                                           const frontend::StringValue& value) const;
  [[nodiscard]] std::optional<Json> call(TypeIndex type, const frontend::CallValue& value) const;
  [[nodiscard]] std::optional<Json> duration(const model::Duration& type,
                                             const frontend::CallValue& value) const;
  [[nodiscard]] std::optional<Json> variant(const model::Variant& type,
                                            const DeclaredValue& value) const;
  [[nodiscard]] std::optional<Json> alternative(const model::Variant& type,
                                                const model::Alternative& chosen,
                                                const std::optional<Json>& value) const;
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
  if (kind == model::ValueKind::variant && !std::holds_alternative<BracedValue>(value.value)) {
    const auto& kind_of_type = plain_type(workspace_.api, type)->kind;
    return variant(workspace_.api.variants[std::get<model::VariantReference>(kind_of_type).index],
                   value);
  }
  if (const auto* text = std::get_if<frontend::StringValue>(&value.value))
    return string(type, *text);
  if (const auto* flag = std::get_if<frontend::BooleanValue>(&value.value)) {
    return kind == model::ValueKind::boolean ? std::optional(Json(flag->value)) : std::nullopt;
  }
  if (const auto* name = std::get_if<frontend::EnumeratorValue>(&value.value))
    return enumerator(type, name->name);
  if (const auto* list = std::get_if<BracedValue>(&value.value)) return braced(type, *list);
  if (const auto* written = std::get_if<frontend::CallValue>(&value.value))
    return call(type, *written);
  const auto* integer = std::get_if<frontend::IntegerValue>(&value.value);
  if (integer && kind == model::ValueKind::enumeration) return enumerator(type, *integer);
  return number(type, value);
}

/// A string is made from a literal up to its first NUL, as everywhere in C++.
std::optional<Json> DefaultReader::string(TypeIndex type,
                                          const frontend::StringValue& value) const {
  const model::ValueKind kind = value_kind(workspace_.api, type);
  if (kind != model::ValueKind::string && kind != model::ValueKind::path) return std::nullopt;
  return Json(value.is_whole ? value.text : value.text.substr(0, value.text.find('\0')));
}

/// `std::chrono::seconds(5)`, `Limits{.low = 1}`, `std::string("x")`
std::optional<Json> DefaultReader::call(TypeIndex type, const frontend::CallValue& value) const {
  const auto& kind = workspace_.api.types[type].kind;
  if (value.function == "std::nullopt" && std::holds_alternative<model::Nullable>(kind))
    return Json(nullptr);
  const model::Type& plain = *plain_type(workspace_.api, type);
  if (const auto* time = std::get_if<model::Duration>(&plain.kind)) return duration(*time, value);
  const bool is_null = std::holds_alternative<model::Null>(plain.kind);
  if (is_null || value.function == "std::monostate")
    return is_null && value.function == "std::monostate" ? std::optional(Json(nullptr))
                                                         : std::nullopt;
  if (value.arguments.size() > 1) return std::nullopt;
  if (const auto* reference = std::get_if<model::StructReference>(&plain.kind)) {
    if (workspace_.api.structs[reference->index].cpp != value.function) return std::nullopt;
    if (value.arguments.empty()) return object(reference->index, {});
    const auto* members = std::get_if<BracedValue>(&value.arguments.front().value);
    return members ? object(reference->index, *members) : std::nullopt;
  }
  if (value.arguments.empty() || !says_argument(workspace_.api, type)) return std::nullopt;
  return read(type, value.arguments.front());
}

/// Durations convert to finer units, and to any unit if the count is a floating-point number.
std::optional<Json> DefaultReader::duration(const model::Duration& type,
                                            const frontend::CallValue& value) const {
  const auto* from = std::ranges::find(duration_classes, value.function, &DurationClass::name);
  const auto* to = std::ranges::find(duration_classes, type.unit, &DurationClass::unit);
  if (from == std::end(duration_classes) || to == std::end(duration_classes) ||
      value.arguments.size() != 1)
    return std::nullopt;
  const DeclaredValue* count = &value.arguments.front();
  if (const auto* braced = std::get_if<BracedValue>(&count->value);
      braced && braced->members.size() == 1)
    count = &braced->members.front().value;
  if (from == to) return number(type.count, *count);
  const auto* integer = std::get_if<frontend::IntegerValue>(&count->value);
  const auto* real = std::get_if<frontend::FloatValue>(&count->value);
  const bool is_finer = from->nanoseconds % to->nanoseconds == 0;
  if (integer && is_finer) {
    frontend::IntegerValue converted = *integer;
    const auto factor = static_cast<std::uint64_t>(from->nanoseconds / to->nanoseconds);
    if (__builtin_mul_overflow(integer->magnitude, factor, &converted.magnitude))
      return std::nullopt;
    return number(type.count, {.value = converted, .range = count->range});
  }
  if (!integer && !real) return std::nullopt;
  const double amount =
      real ? real->value
           : static_cast<double>(integer->magnitude) * (integer->negative ? -1.0 : 1.0);
  const double converted =
      amount * static_cast<double>(from->nanoseconds) / static_cast<double>(to->nanoseconds);
  return number(type.count, {.value = frontend::FloatValue{converted}, .range = count->range});
}

/// The alternative that the value names, or the only one that can hold it.
std::optional<Json> DefaultReader::variant(const model::Variant& type,
                                           const DeclaredValue& value) const {
  std::optional<Json> found;
  for (const model::Alternative& candidate : type.alternatives) {
    const std::optional<Json> json = alternative(type, candidate, read(candidate.type, value));
    if (json && found) return std::nullopt;
    if (json) found = json;
  }
  return found;
}

std::optional<Json> DefaultReader::alternative(const model::Variant& type,
                                               const model::Alternative& chosen,
                                               const std::optional<Json>& value) const {
  if (!value || chosen.tag.empty() || !value->is_object()) return value;
  Json tagged = Json::object();
  tagged[type.discriminator] = chosen.tag;
  tagged.update(*value);
  return tagged;
}

std::optional<Json> DefaultReader::enumerator(TypeIndex type,
                                              const frontend::IntegerValue& value) const {
  const auto& kind = plain_type(workspace_.api, type)->kind;
  const auto& enumerators =
      workspace_.api.enums[std::get<model::EnumReference>(kind).index].enumerators;
  const auto found = std::ranges::find_if(enumerators, [&](const model::Enumerator& candidate) {
    const auto bits = static_cast<std::uint64_t>(candidate.value);
    return (candidate.value < 0) == value.negative &&
           (candidate.value < 0 ? 0 - bits : bits) == value.magnitude;
  });
  return found == enumerators.end() ? std::nullopt : std::optional(Json(found->wire_name));
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
    case model::ValueKind::file: return std::nullopt;
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
    case model::ValueKind::tuple: break;
    case model::ValueKind::variant: {
      const model::Variant& variant =
          workspace_.api.variants[std::get<model::VariantReference>(plain->kind).index];
      const model::Alternative& first = variant.alternatives.front();
      return alternative(variant, first, empty(first.type));
    }
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
  // std::array<T, N> may be written with two pairs of braces.
  const auto* inner = type.fixed_size && value.members.size() == 1
                          ? std::get_if<BracedValue>(&value.members.front().value.value)
                          : nullptr;
  if (inner && !read(type.item, value.members.front().value)) return list(type, *inner);
  Json items = Json::array();
  for (const DeclaredMember& item : value.members) {
    const std::optional<Json> read_item = read(type.item, item.value);
    if (!read_item) return std::nullopt;
    items.push_back(*read_item);
  }
  if (!type.fixed_size || items.size() == *type.fixed_size) return items;
  // What is left out of an array is value-initialised.
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
    if (fields[i].is_rest) {
      members.update(*read_member);
    } else {
      members[fields[i].wire_name] = *read_member;
    }
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

/// Documents show defaults where members are read. Elsewhere nothing is missing.
void report_unread_defaults(Workspace& workspace) {
  for (model::StructIndex i = 0; i < workspace.api.structs.size(); ++i) {
    const model::Struct& type = workspace.api.structs[i];
    for (std::size_t j = 0; j < type.fields.size() && type.used_in_input; ++j) {
      const model::Field& field = type.fields[j];
      const frontend::DeclaredField* declared = workspace.origins[i][j].field;
      const bool is_unread = field.has_default && !field.default_value && !field.optional &&
                             field.type != unresolved && declared && declared->initializer;
      if (!is_unread) continue;
      const auto* real = std::get_if<frontend::FloatValue>(&declared->initializer->value);
      if (real && !std::isfinite(real->value)) continue;  // already refused
      const SourceRange& range =
          declared->initializer->range.line == 0 ? declared->range : declared->initializer->range;
      workspace.report(make_diagnostic(
          Rule::unread_default, range,
          fmt::format("the documents lack the default of '{}', because vgen cannot read it",
                      field.name),
          "write it as a literal, an enumerator or a list of them in braces; the program has the "
          "default in any case"));
    }
  }
}

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
