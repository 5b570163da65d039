#include "tools/vgen/emit/asyncapi/example.hpp"

#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

std::vector<Json> values_of(const model::Documentation& documentation) {
  std::vector<Json> values;
  values.reserve(documentation.examples.size());
  for (const std::string& text : documentation.examples) values.push_back(json_from_text(text));
  return values;
}

/// Makes values; a struct that holds itself ends it.
class ExampleMaker {
 public:
  ExampleMaker(const model::ApiModel& api, Direction direction)
      : api_(api), direction_(direction) {}

  std::vector<Json> type(model::TypeIndex index) {
    const model::Type& value = unwrapped_type(api_, index);
    if (const auto* alias = std::get_if<model::AliasReference>(&value.kind)) {
      const model::Alias& named = api_.aliases.at(alias->index);
      const std::vector<Json> found = values_of(named.documentation);
      return found.empty() ? type(named.type) : found;
    }
    if (const auto* one = std::get_if<model::StructReference>(&value.kind))
      return record(one->index, nullptr, nullptr);
    if (const auto* one = std::get_if<model::VariantReference>(&value.kind))
      return variant(api_.variants.at(one->index));
    if (const auto* one = std::get_if<model::EnumReference>(&value.kind)) {
      const model::Enum& named = api_.enums.at(one->index);
      std::vector<Json> found = values_of(named.documentation);
      if (found.empty() && !named.enumerators.empty())
        found.emplace_back(named.enumerators.front().wire_name);
      return found;
    }
    if (std::holds_alternative<model::Boolean>(value.kind)) return {true};
    return {};
  }

 private:
  std::optional<Json> member(const model::Field& field) {
    std::vector<Json> found = values_of(field.documentation);
    if (found.empty() && field.default_value) found.push_back(json_from_text(*field.default_value));
    if (found.empty()) found = type(field.type);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  }

  std::vector<Json> record(model::StructIndex index, const model::Variant* variant,
                           const model::Alternative* alternative) {
    const model::Struct& named = api_.structs.at(index);
    const bool is_tagged = alternative != nullptr && !alternative->tag.empty();
    std::vector<Json> found = values_of(
        is_tagged ? alternative_documentation(*variant, *alternative, named) : named.documentation);
    if (!found.empty() || !open_.insert(index).second) return found;
    Json made = Json::object();
    if (is_tagged) made[variant->discriminator] = alternative->tag;
    bool is_whole = true;
    for (const model::Field& field : named.fields) {
      if (field.is_rest) continue;
      const bool is_required =
          direction_ == Direction::input ? field.required_in_input() : field.required_in_output();
      if (!is_required && field.documentation.examples.empty()) continue;
      std::optional<Json> value = member(field);
      is_whole = is_whole && (value || !is_required);
      if (value) made[field.wire_name] = std::move(*value);
    }
    open_.erase(index);
    if (is_whole) found.push_back(std::move(made));
    return found;
  }

  std::vector<Json> variant(const model::Variant& variant) {
    std::vector<Json> all = values_of(variant.documentation);
    if (!all.empty()) return all;
    for (const model::Alternative& alternative : variant.alternatives) {
      const auto index = alternative_struct(api_, alternative.type);
      std::vector<Json> found =
          index ? record(*index, &variant, &alternative) : type(alternative.type);
      if (!found.empty()) all.push_back(std::move(found.front()));
    }
    return all;
  }

  const model::ApiModel& api_;
  Direction direction_;
  std::set<model::StructIndex> open_;
};

}  // namespace

std::vector<Json> examples_of(const model::ApiModel& api, model::TypeIndex type,
                              Direction direction) {
  return ExampleMaker(api, direction).type(type);
}

}  // namespace vgen::tool::emit
