#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/route_text.hpp"
#include "tools/vgen/analysis/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace vgen::analysis {
namespace {

using model::StructIndex;
using model::TypeIndex;

/// The types that a type is made of: items, keys, values, what an alias stands for.
std::vector<TypeIndex> parts(const model::ApiModel& api, const model::Type& type) {
  if (const auto* optional = std::get_if<model::Optional>(&type.kind)) return {optional->value};
  if (const auto* list = std::get_if<model::List>(&type.kind)) return {list->item};
  if (const auto* map = std::get_if<model::Map>(&type.kind)) return {map->key, map->value};
  if (const auto* alias = std::get_if<model::AliasReference>(&type.kind)) return {api.aliases[alias->index].type};
  return {};
}

/// The structs that stand in a type, without those in their members.
void collect_structs(const model::ApiModel& api, TypeIndex index, std::vector<StructIndex>& structs) {
  if (index == unresolved) return;
  const model::Type& type = api.types[index];
  if (const auto* reference = std::get_if<model::StructReference>(&type.kind)) structs.push_back(reference->index);
  for (const TypeIndex part : parts(api, type)) collect_structs(api, part, structs);
}

std::vector<StructIndex> structs_in(const model::ApiModel& api, TypeIndex type) {
  std::vector<StructIndex> structs;
  collect_structs(api, type, structs);
  return structs;
}

bool is_view(const model::ApiModel& api, TypeIndex index) {
  if (index == unresolved) return false;
  const model::Type& type = api.types[index];
  const auto* string = std::get_if<model::String>(&type.kind);
  if ((string && string->is_view) || type.cpp.starts_with("std::span<")) return true;
  return std::ranges::any_of(parts(api, type), [&](TypeIndex part) { return is_view(api, part); });
}

/// Walks from the inputs and results of functions to all structs below them.
class UsageMarker {
 public:
  explicit UsageMarker(Workspace& workspace) : workspace_(workspace) {}

  void mark(model::FunctionIndex index);

 private:
  void mark_input(TypeIndex type, const std::string& way, const SourceRange& place);
  void mark_input_struct(StructIndex index, const std::string& way);
  void mark_output(TypeIndex type);

  Workspace& workspace_;
};

void UsageMarker::mark_input(TypeIndex type, const std::string& way, const SourceRange& place) {
  if (is_view(workspace_.api, type)) {
    Diagnostic diagnostic = make_diagnostic(
        Rule::view_in_input, place, fmt::format("'{}' in an input would refer to memory that is gone", workspace_.api.types[type].cpp),
        "an input owns its values: use std::string or std::vector");
    workspace_.report(with_note(std::move(diagnostic), "reached from " + way, {}));
  }
  for (const StructIndex index : structs_in(workspace_.api, type)) mark_input_struct(index, way);
}

void UsageMarker::mark_input_struct(StructIndex index, const std::string& way) {
  model::Struct& type = workspace_.api.structs[index];
  if (type.used_in_input) return;
  type.used_in_input = true;
  const std::string_view name = std::string_view(type.cpp).substr(type.cpp_namespace.empty() ? 0 : type.cpp_namespace.size() + 2);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const frontend::DeclaredField* declared = workspace_.origins[index][i].field;
    const std::string separator = way.ends_with("input") ? " " : " → ";
    mark_input(type.fields[i].type, fmt::format("{}{}{}.{}", way, separator, name, type.fields[i].name),
               declared ? declared->type_range : type.fields[i].location);
  }
}

void UsageMarker::mark_output(TypeIndex type) {
  for (const StructIndex index : structs_in(workspace_.api, type)) {
    model::Struct& inner = workspace_.api.structs[index];
    if (inner.used_in_output) continue;
    inner.used_in_output = true;
    for (const model::Field& field : inner.fields) mark_output(field.type);
  }
}

void UsageMarker::mark(model::FunctionIndex index) {
  const model::Function& function = workspace_.api.functions[index];
  const auto leads_here = [&](const WrittenRoute& route) { return route.func && route.func->value.name == function.cpp; };
  const auto route = std::ranges::find_if(workspace_.routes, leads_here);
  const std::string name = route == workspace_.routes.end() ? function.cpp : route_phrase(*route);
  if (function.input) mark_input(*function.input, name + ": input", workspace_.functions[index]->type_range);
  if (function.output) mark_output(*function.output);
  for (const model::DeclaredError& error : function.errors) {
    workspace_.api.structs[error.type].used_in_output = true;
    for (const model::Field& field : workspace_.api.structs[error.type].fields) mark_output(field.type);
  }
}

bool differs_by_itself(const model::Struct& type, const model::Policies& policies) {
  return std::ranges::any_of(type.fields, [&](const model::Field& field) {
    return field.has_default || field.read_only || field.write_only || (field.optional && policies.null_as_absent);
  });
}

bool holds_differing(const model::ApiModel& api, const model::Struct& type) {
  return std::ranges::any_of(type.fields, [&](const model::Field& field) {
    return std::ranges::any_of(structs_in(api, field.type), [&](StructIndex index) { return api.structs[index].shapes_differ; });
  });
}

/// Until nothing changes: structs may hold each other in circles.
void mark_differing_shapes(model::ApiModel& api, const model::Policies& policies) {
  for (model::Struct& type : api.structs) type.shapes_differ = differs_by_itself(type, policies);
  bool changed = true;
  while (changed) {
    changed = false;
    for (model::Struct& type : api.structs) {
      if (type.shapes_differ || !holds_differing(api, type)) continue;
      type.shapes_differ = true;
      changed = true;
    }
  }
}

}  // namespace

void mark_usage(Workspace& workspace) {
  UsageMarker marker(workspace);
  for (model::FunctionIndex i = 0; i < workspace.api.functions.size(); ++i) marker.mark(i);
  mark_differing_shapes(workspace.api, workspace.options.policies);
}

}  // namespace vgen::analysis
