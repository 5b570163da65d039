#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <variant>

namespace vgen::tool::analysis {
namespace {

/// Whether a member and an alias of its type both have a constraint of which a reader checks one
/// only.
struct IsRepeated {
  model::Merge merge;
  const model::Constraints& field;
  const model::Constraints& alias;

  bool operator()(model::NumberLimit limit) const {
    return merge == model::Merge::only_one && field.*limit.value && alias.*limit.value;
  }
  bool operator()(model::CountLimit) const { return false; }
  bool operator()(model::PatternLimit limit) const {
    return field.*limit.value && alias.*limit.value;
  }
  bool operator()(model::FormatLimit limit) const {
    return field.*limit.value && alias.*limit.value && field.*limit.value != alias.*limit.value;
  }
  bool operator()(model::FlagLimit) const { return false; }
};

/// The name of such a constraint; empty if there is none.
std::string_view repeated_constraint(const model::Constraints& field,
                                     const model::Constraints& alias) {
  for (const model::ConstraintTag& tag : model::constraint_tags) {
    if (std::visit(IsRepeated{.merge = tag.merge, .field = field, .alias = alias}, tag.limit))
      return tag.name;
  }
  return {};
}

void check_field(Workspace& workspace, const model::Struct& record, const model::Field& field,
                 model::TypeIndex type) {
  if (type == unresolved) return;
  const auto& kind = workspace.api.types[type].kind;
  if (const auto inner = wrapped_type(workspace.api.types[type]))
    return check_field(workspace, record, field, *inner);
  const auto* reference = std::get_if<model::AliasReference>(&kind);
  if (reference == nullptr) return;
  const model::Alias& alias = workspace.api.aliases[reference->index];
  const std::string_view tag = repeated_constraint(field.constraints, alias.constraints);
  if (!tag.empty()) {
    Diagnostic diagnostic = make_diagnostic(
        Rule::constraint_of_alias, field.location,
        fmt::format("'{}.{}' has a @{}, and its type '{}' has one too", record.cpp, field.name, tag,
                    alias.cpp),
        fmt::format("both would have to hold: combine them in one @{}, or use a type without one",
                    tag));
    return workspace.report(with_note(
        std::move(diagnostic), fmt::format("'{}' is declared here", alias.cpp), alias.location));
  }
  check_field(workspace, record, field, alias.type);
}

/// Keys are strings in any case, and a pattern, which is all that a schema can say of them, knows
/// no multiples.
void check_key(Workspace& workspace, const model::Map& map) {
  const auto* reference = std::get_if<model::AliasReference>(&workspace.api.types[map.key].kind);
  if (reference == nullptr) return;
  const model::Constraints constraints = effective_constraints(workspace.api, map.key, {});
  if (!constraints.wire_string && !constraints.multiple_of) return;
  const model::Alias& alias = workspace.api.aliases[reference->index];
  workspace.report(make_diagnostic(
      Rule::map_key, alias.location,
      fmt::format("'{}' cannot be the key of a map with '@{}'", alias.cpp,
                  constraints.wire_string ? "wire string" : "multipleOf"),
      constraints.wire_string ? "keys are always strings: use an alias without it, or std::string"
                              : "use an alias without it"));
}

}  // namespace

void check_constraints(Workspace& workspace) {
  for (const model::Type& type : workspace.api.types) {
    if (const auto* map = std::get_if<model::Map>(&type.kind)) check_key(workspace, *map);
  }
  for (const model::Struct& record : workspace.api.structs) {
    for (const model::Field& field : record.fields)
      check_field(workspace, record, field, field.type);
  }
}

}  // namespace vgen::tool::analysis
