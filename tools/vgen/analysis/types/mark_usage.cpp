#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/wiring/door_text.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {
namespace {

using model::StructIndex;
using model::TypeIndex;

/// How an input leads to a type, for messages.
struct ReachPath {
  std::string start;    ///< `POST /todos: input`
  std::string members;  ///< ` CreateTodo.labels → Label.name`

  [[nodiscard]] ReachPath to(std::string_view member) const {
    return {start, fmt::format("{}{}{}", members, members.empty() ? " " : " → ", member)};
  }
};

/// Walks from the inputs and results of functions to all structs below them.
class UsageMarker {
 public:
  explicit UsageMarker(Workspace& workspace) : workspace_(workspace) {}

  void mark(model::FunctionIndex index);
  /// Messages and members of topics are sent only. Their parameters are no structs.
  void mark(const model::Topic& topic) {
    if (topic.type != unresolved) mark_output(topic.type);
    if (topic.presence && *topic.presence != unresolved) mark_output(*topic.presence);
  }

 private:
  void mark_input(TypeIndex type, const ReachPath& way, const SourceRange& place);
  void mark_input_struct(StructIndex index, const ReachPath& way);
  void mark_output(TypeIndex type);

  Workspace& workspace_;
};

void UsageMarker::mark_input(TypeIndex type, const ReachPath& way, const SourceRange& place) {
  if (holds_view(workspace_.api, type)) {
    Diagnostic diagnostic =
        make_diagnostic(Rule::view_in_input, place,
                        fmt::format("'{}' in an input would refer to memory that no longer exists",
                                    workspace_.api.types[type].cpp),
                        "an input owns its values: use std::string or std::vector");
    workspace_.report(
        with_note(std::move(diagnostic), "reached from " + way.start + way.members, {}));
  }
  const model::Contents contents = contents_of(workspace_.api, type);
  for (const model::VariantIndex index : contents.variants)
    workspace_.api.variants[index].used_in_input = true;
  for (const StructIndex index : contents.structs) mark_input_struct(index, way);
}

void UsageMarker::mark_input_struct(StructIndex index, const ReachPath& way) {
  model::Struct& type = workspace_.api.structs[index];
  if (type.used_in_input) return;
  type.used_in_input = true;
  const std::string_view name = std::string_view(type.cpp).substr(
      type.cpp_namespace.empty() ? 0 : type.cpp_namespace.size() + 2);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const frontend::DeclaredField* declared = workspace_.origins[index][i].field;
    mark_input(type.fields[i].type, way.to(fmt::format("{}.{}", name, type.fields[i].name)),
               declared ? declared->type_range : type.fields[i].location);
  }
}

void UsageMarker::mark_output(TypeIndex type) {
  const model::Contents contents = contents_of(workspace_.api, type);
  for (const model::VariantIndex index : contents.variants)
    workspace_.api.variants[index].used_in_output = true;
  for (const StructIndex index : contents.structs) {
    model::Struct& inner = workspace_.api.structs[index];
    if (inner.used_in_output) continue;
    inner.used_in_output = true;
    for (const model::Field& field : inner.fields) mark_output(field.type);
  }
}

/// The handler of binary messages sees the bytes where they are.
bool takes_bytes(const model::ApiModel& api, const model::Function& function) {
  return function.kind == model::FunctionKind::channel_message &&
         api.types[*function.input].cpp == "std::span<const std::byte>";
}

void UsageMarker::mark(model::FunctionIndex index) {
  const model::Function& function = workspace_.api.functions[index];
  if (function.input && !takes_bytes(workspace_.api, function))
    mark_input(*function.input,
               {.start = way_to(workspace_, function.cpp) + ": input", .members = {}},
               workspace_.functions[index]->type_range);
  if (function.output) mark_output(*function.output);
  for (const model::DeclaredError& error : function.errors) {
    workspace_.api.structs[error.type].used_in_output = true;
    for (const model::Field& field : workspace_.api.structs[error.type].fields)
      mark_output(field.type);
  }
}

bool differs_by_itself(const model::Struct& type, const model::Policies& policies) {
  return std::ranges::any_of(type.fields, [&](const model::Field& field) {
    return field.has_default || field.read_only || field.write_only ||
           (field.optional && policies.null_as_absent);
  });
}

bool holds_differing(const model::ApiModel& api, TypeIndex type) {
  const model::Contents contents = contents_of(api, type);
  return std::ranges::any_of(contents.structs,
                             [&](StructIndex index) { return api.structs[index].shapes_differ; });
}

bool holds_differing(const model::ApiModel& api, const model::Struct& type) {
  return std::ranges::any_of(
      type.fields, [&](const model::Field& field) { return holds_differing(api, field.type); });
}

bool holds_differing(const model::ApiModel& api, const model::Variant& type) {
  return std::ranges::any_of(type.alternatives, [&](const model::Alternative& alternative) {
    return holds_differing(api, alternative.type);
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
  for (model::Variant& type : api.variants) type.shapes_differ = holds_differing(api, type);
}

}  // namespace

void mark_usage(Workspace& workspace) {
  UsageMarker marker(workspace);
  for (model::FunctionIndex i = 0; i < workspace.api.functions.size(); ++i) marker.mark(i);
  for (const model::Topic& topic : workspace.api.topics) marker.mark(topic);
  mark_differing_shapes(workspace.api, workspace.options.policies);
}

}  // namespace vgen::tool::analysis
