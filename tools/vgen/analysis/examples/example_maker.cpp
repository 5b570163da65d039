#include "tools/vgen/analysis/examples/example_maker.hpp"

#include "tools/vgen/analysis/examples/scalars.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>

namespace vgen::tool::analysis {
namespace {

/// An example that has more values is not one for readers.
constexpr std::size_t max_values = 2000;
/// A list or map that must have more is left to the author.
constexpr std::uint64_t max_items = 20;

/// How many items or members an example has: one, if that is allowed.
std::optional<std::size_t> count_within(const std::optional<std::uint64_t>& least,
                                        const std::optional<std::uint64_t>& most) {
  const std::uint64_t count = std::min(std::max<std::uint64_t>(least.value_or(0), 1),
                                       most.value_or(std::numeric_limits<std::uint64_t>::max()));
  if (count > max_items) return std::nullopt;
  return static_cast<std::size_t>(count);
}

/// A number without a fraction is written without one.
Json as_json(double number) {
  constexpr double exact = 9007199254740992.0;
  if (std::trunc(number) == number && std::abs(number) < exact)
    return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace

std::optional<Json> ExampleMaker::make(model::TypeIndex type) {
  values_ = 0;
  within_.clear();
  return value({type, {}}, 0);
}

bool ExampleMaker::is_accepted(const ValueRule& rule, const Json& value) const {
  return !find_mismatch(api_, rule, value);
}

ExampleMaker::Example ExampleMaker::value(const ValueRule& rule, std::size_t variation) {
  if (rule.type == model::unresolved || ++values_ > max_values) return std::nullopt;
  return std::visit([&](const auto& kind) { return of(kind, rule, variation); },
                    api_.types[rule.type].kind);
}

/// What the author wrote, if it is accepted where it is used.
ExampleMaker::Example ExampleMaker::written(const ValueRule& rule,
                                            const model::Documentation& documentation,
                                            std::size_t variation) const {
  if (variation >= documentation.examples.size()) return std::nullopt;
  Json example = Json::parse(documentation.examples[variation]);
  return is_accepted(rule, example) ? Example(std::move(example)) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Boolean&, const ValueRule&,
                                       std::size_t variation) {
  return Json(variation % 2 == 0);
}

ExampleMaker::Example ExampleMaker::of(const model::Integer&, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Constraints limits = effective_constraints(api_, rule.type, rule.constraints);
  for (const double candidate : number_candidates(limits, variation)) {
    if (std::trunc(candidate) != candidate) continue;
    Json number = as_json(candidate);
    if (limits.wire_string) number = number.dump();
    if (is_accepted(rule, number)) return number;
  }
  return std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Float&, const ValueRule& rule,
                                       std::size_t variation) {
  std::vector<double> candidates = number_candidates(rule.constraints, variation);
  candidates.insert(candidates.begin(), 1.5 + static_cast<double>(variation));
  for (const double candidate : candidates)
    if (Json number = as_json(candidate); is_accepted(rule, number)) return number;
  return std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::String&, const ValueRule& rule,
                                       std::size_t variation) {
  for (const std::string& text : text_candidates(rule.constraints, variation))
    if (is_accepted(rule, text)) return Json(text);
  return std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Path&, const ValueRule& rule,
                                       std::size_t variation) {
  const Json file = fmt::format("files/{}.txt", variation + 1);
  if (is_accepted(rule, file)) return file;
  return of(model::String{}, rule, variation);
}

ExampleMaker::Example ExampleMaker::of(const model::Timestamp& type, const ValueRule& rule,
                                       std::size_t variation) {
  const std::string fraction =
      type.fraction_digits == 0 ? "" : "." + std::string(type.fraction_digits, '0');
  const Json text = fmt::format("2026-01-31T12:{:02}:00{}Z", variation % 60, fraction);
  return is_accepted(rule, text) ? Example(text) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Date&, const ValueRule& rule,
                                       std::size_t variation) {
  const Json text = fmt::format("2026-01-{:02}", 31 - variation % 31);
  return is_accepted(rule, text) ? Example(text) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Duration& type, const ValueRule& rule,
                                       std::size_t variation) {
  return value({type.count, rule.constraints}, variation);
}

ExampleMaker::Example ExampleMaker::of(const model::Bytes& type, const ValueRule& rule,
                                       std::size_t variation) {
  constexpr std::uint64_t largest = 96;
  const auto size = static_cast<std::size_t>(std::min(type.fixed_size.value_or(0), largest));
  const std::vector<std::string> texts =
      type.fixed_size ? base64_candidates(size, size, variation)
                      : base64_candidates(5, static_cast<std::size_t>(largest), variation);
  for (const std::string& text : texts)
    if (is_accepted(rule, text)) return Json(text);
  for (const std::size_t shorter : {3U, 0U})
    for (const std::string& text : base64_candidates(shorter, shorter + 1, variation))
      if (is_accepted(rule, text)) return Json(text);
  return of(model::String{}, rule, variation);  // for a pattern
}

ExampleMaker::Example ExampleMaker::of(const model::Uuid&, const ValueRule& rule,
                                       std::size_t variation) {
  const Json text = fmt::format("6ba7b810-9dad-41d1-80b4-00c04fd4{:04x}", 0x30c8 + variation);
  return is_accepted(rule, text) ? Example(text) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Any&, const ValueRule&, std::size_t variation) {
  return Json{{"anything", variation + 1}};
}

ExampleMaker::Example ExampleMaker::of(const model::EnumReference& type, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Enum& enumeration = api_.enums[type.index];
  if (Example example = written(rule, enumeration.documentation, variation)) return example;
  if (variation >= enumeration.enumerators.size()) return std::nullopt;
  return Json(enumeration.enumerators[variation].wire_name);
}

ExampleMaker::Example ExampleMaker::of(const model::AliasReference& type, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Alias& alias = api_.aliases[type.index];
  if (Example example = written(rule, alias.documentation, variation)) return example;
  return value({alias.type, model::merge(rule.constraints, alias.constraints)}, variation);
}

/// Adds the example of a member. Returns false if a member that is needed has none.
bool ExampleMaker::add_field(Json& object, const model::Field& field, std::size_t variation) {
  const bool is_input = side_ == Side::input;
  if (is_input ? field.read_only : field.write_only) return true;
  if (field.is_rest) return true;
  const ValueRule rule{field.type, field.constraints};
  Example example = written(rule, field.documentation, variation);
  const Json initial = field.default_value ? Json::parse(*field.default_value) : Json();
  const bool shows_type = !initial.empty() && initial != Json("");  // an empty list does not
  if (!example && shows_type) example = initial;
  if (!example) example = value(rule, variation);
  if (!example && field.default_value) example = initial;
  if (!example) return !(is_input ? field.required_in_input() : field.required_in_output());
  object[field.wire_name] = std::move(*example);
  return true;
}

ExampleMaker::Example ExampleMaker::of(const model::StructReference& type, const ValueRule& rule,
                                       std::size_t variation) {
  if (std::ranges::find(within_, type.index) != within_.end()) return std::nullopt;
  const model::Struct& record = api_.structs[type.index];
  Json object = Json::object();
  if (Example example = written(rule, record.documentation, variation)) {
    if (side_ == Side::input) return example;
    object = std::move(*example);  // it may lack members that only an output needs
  }
  within_.push_back(type.index);
  const bool has_all = std::ranges::all_of(record.fields, [&](const model::Field& field) {
    return object.contains(field.wire_name) || add_field(object, field, variation);
  });
  within_.pop_back();
  return has_all ? Example(std::move(object)) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::List& type, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Constraints& limits = rule.constraints;
  const std::optional<std::size_t> count = type.fixed_size
                                               ? count_within(type.fixed_size, type.fixed_size)
                                               : count_within(limits.min_items, limits.max_items);
  Json list = Json::array();
  for (std::size_t i = 0; count && i < *count; ++i) {
    Example item = value({type.item, {}}, variation + i);
    if (!item) break;
    list.push_back(std::move(*item));
  }
  // Without a single item it is the end of a recursion.
  return is_accepted(rule, list) ? Example(std::move(list)) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Map& type, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Constraints& limits = rule.constraints;
  const std::optional<std::size_t> count =
      count_within(limits.min_properties, limits.max_properties);
  Json object = Json::object();
  for (std::size_t i = 0; count && i < *count; ++i) {
    const Example key = value({type.key, {}}, variation + i);
    Example member = value({type.value, {}}, variation + i);
    if (!key || !member) break;
    object[key->is_string() ? key->get<std::string>() : key->dump()] = std::move(*member);
  }
  return is_accepted(rule, object) ? Example(std::move(object)) : std::nullopt;
}

ExampleMaker::Example ExampleMaker::of(const model::Tuple& type, const ValueRule&,
                                       std::size_t variation) {
  Json list = Json::array();
  for (const model::TypeIndex item : type.items) {
    Example example = value({item, {}}, variation);
    if (!example) return std::nullopt;
    list.push_back(std::move(*example));
  }
  return list;
}

ExampleMaker::Example ExampleMaker::of(const model::VariantReference& type, const ValueRule& rule,
                                       std::size_t variation) {
  const model::Variant& variant = api_.variants[type.index];
  if (Example example = written(rule, variant.documentation, variation)) return example;
  for (const model::Alternative& alternative : variant.alternatives) {
    Example example = value({alternative.type, {}}, variation);
    if (!example) continue;
    if (alternative.tag.empty()) return example;
    Json tagged = Json::object();
    tagged[variant.discriminator] = alternative.tag;
    for (auto& [name, member] : example->items()) tagged[name] = std::move(member);
    return tagged;
  }
  return std::nullopt;
}

}  // namespace vgen::tool::analysis
