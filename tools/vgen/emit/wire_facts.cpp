#include "tools/vgen/emit/wire_facts.hpp"

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/names.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// What a wrapper that says nothing of null holds.
std::optional<model::TypeIndex> wrapped(const model::Type& type) {
  if (const auto* optional = std::get_if<model::Optional>(&type.kind)) return optional->value;
  if (const auto* box = std::get_if<model::Box>(&type.kind)) return box->value;
  return {};
}

std::optional<model::TypeIndex> nullable_value(const model::Type& type) {
  if (const auto* nullable = std::get_if<model::Nullable>(&type.kind)) return nullable->value;
  if (const auto* patch = std::get_if<model::Patch>(&type.kind)) return patch->value;
  return {};
}

/// Marks the structs that types lead to.
struct StructMarker {
  const model::ApiModel& api;
  std::vector<bool> found;

  void mark_fields(model::StructIndex index) {
    for (const model::Field& field : api.structs[index].fields) mark(field.type);
  }

  void mark(model::TypeIndex index) {
    const model::Type& type = api.types.at(index);
    if (const auto* reference = std::get_if<model::StructReference>(&type.kind)) {
      if (found[reference->index]) return;
      found[reference->index] = true;
      mark_fields(reference->index);
    }
    for (const model::TypeIndex part : model::parts(api, type)) mark(part);
  }
};

}  // namespace

bool takes_null(const model::ApiModel& api, const model::Type& type) {
  const auto takes = [&](model::TypeIndex index) { return takes_null(api, api.types.at(index)); };
  if (const auto value = wrapped(type)) return takes(*value);
  if (const auto* alias = std::get_if<model::AliasReference>(&type.kind))
    return takes(api.aliases.at(alias->index).type);
  if (const auto* reference = std::get_if<model::VariantReference>(&type.kind)) {
    return std::ranges::any_of(api.variants.at(reference->index).alternatives, takes,
                               &model::Alternative::type);
  }
  return nullable_value(type) || std::holds_alternative<model::Null>(type.kind) ||
         std::holds_alternative<model::Any>(type.kind);
}

bool is_nullable(const model::ApiModel& api, model::TypeIndex index) {
  const model::Type& type = api.types.at(index);
  if (const auto value = wrapped(type)) return is_nullable(api, *value);
  return nullable_value(type).has_value();
}

bool is_wire_string(const model::ApiModel& api, model::TypeIndex type) {
  return std::ranges::any_of(alias_limits(api, type),
                             [](const model::Constraints* limits) { return limits->wire_string; });
}

std::vector<const model::Constraints*> alias_limits(const model::ApiModel& api,
                                                    model::TypeIndex index) {
  const auto* reference = std::get_if<model::AliasReference>(&value_type(api, index, false).kind);
  if (reference == nullptr) return {};
  const model::Alias& alias = api.aliases.at(reference->index);
  std::vector<const model::Constraints*> limits = alias_limits(api, alias.type);
  limits.push_back(&alias.constraints);
  return limits;
}

const model::Struct& alternative_struct(const model::ApiModel& api,
                                        const model::Alternative& alternative) {
  return api.structs.at(
      std::get<model::StructReference>(value_type(api, alternative.type, true).kind).index);
}

model::Documentation alternative_documentation(const model::Variant& variant,
                                               const model::Alternative& alternative,
                                               const model::Struct& type) {
  model::Documentation documentation = type.documentation;
  for (std::string& example : documentation.examples) {
    const std::string_view members =
        std::string_view(example).substr(std::min(example.find('{'), example.size()));
    if (members.empty()) continue;  // no object; analysis has refused it
    const bool has_members = members.find_first_not_of(" \t\n", 1) != members.find('}');
    example = fmt::format("{{{}:{}{}{}", Json(variant.discriminator).dump(),
                          Json(alternative.tag).dump(), has_members ? "," : "", members.substr(1));
  }
  return documentation;
}

bool holds_structs_only(const model::ApiModel& api, const model::Variant& variant) {
  return std::ranges::all_of(variant.alternatives, [&](const model::Alternative& alternative) {
    return std::holds_alternative<model::StructReference>(
        value_type(api, alternative.type, true).kind);
  });
}

std::vector<bool> value_structs(const model::ApiModel& api) {
  StructMarker marker{api, std::vector<bool>(api.structs.size())};
  for (const model::Function& function : api.functions) {
    if (function.input) marker.mark(*function.input);
    if (function.output) marker.mark(*function.output);
    for (const model::DeclaredError& error : function.errors) marker.mark_fields(error.type);
  }
  return std::move(marker.found);
}

}  // namespace vgen::tool::emit
