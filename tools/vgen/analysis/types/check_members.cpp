#include "tools/vgen/analysis/passes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

constexpr std::string_view problem_members[] = {"type",     "title",      "status", "detail",
                                                "instance", "request_id", "errors"};

void check_field_names(Workspace& workspace, const model::Struct& type) {
  std::map<std::string_view, const model::Field*> by_wire_name;
  std::map<std::string_view, const model::Field*> by_name;
  const model::Field* rest = nullptr;
  for (const model::Field& field : type.fields) {
    if (field.name.empty()) continue;  // already refused
    if (field.is_rest) {
      if (rest == nullptr) {
        rest = &field;
        continue;
      }
      workspace.report(with_note(
          make_diagnostic(
              Rule::additional_properties, field.location,
              fmt::format("'{}' has two maps for the members that are not declared", type.cpp),
              "remove @additionalProperties from one of them"),
          "the other one is here", rest->location));
      continue;
    }
    const auto wire = by_wire_name.emplace(field.wire_name, &field);
    const auto name = by_name.emplace(field.name, &field);
    if (wire.second && name.second) continue;
    const model::Field& first = wire.second ? *name.first->second : *wire.first->second;
    workspace.report(
        with_note(make_diagnostic(Rule::duplicate_member, field.location,
                                  fmt::format("'{}' has two members named '{}' in JSON", type.cpp,
                                              wire.second ? field.name : field.wire_name),
                                  "rename one of them"),
                  "the other one is here", first.location));
  }
}

void check_error_members(Workspace& workspace, const model::Struct& type) {
  for (const model::Field& field : type.fields) {
    if (field.is_rest) {
      workspace.report(make_diagnostic(
          Rule::additional_properties, field.location,
          fmt::format("the error '{}' cannot have members that are not declared", type.cpp),
          "make the map a usual member: remove @additionalProperties"));
      continue;
    }
    if (std::ranges::find(problem_members, field.wire_name) == std::end(problem_members)) continue;
    workspace.report(make_diagnostic(
        Rule::error_member, field.location,
        fmt::format(
            "'{}' cannot be a member of the error '{}': every problem has a member of this name",
            field.wire_name, type.cpp),
        "rename it, or give it another name in JSON with @rename"));
  }
}

void check_enumerators(Workspace& workspace, const model::Enum& type,
                       const frontend::DeclaredEnum& declared) {
  for (std::size_t i = 0; i < type.enumerators.size(); ++i) {
    const model::Enumerator& enumerator = type.enumerators[i];
    for (std::size_t j = 0; j < i; ++j) {
      const model::Enumerator& earlier = type.enumerators[j];
      const bool same_name = earlier.wire_name == enumerator.wire_name;
      if (!same_name && earlier.value != enumerator.value) continue;
      Diagnostic diagnostic =
          same_name ? make_diagnostic(Rule::duplicate_enumerator, declared.enumerators[i].range,
                                      fmt::format("'{}' has two enumerators named '{}' in JSON",
                                                  type.cpp, enumerator.wire_name),
                                      "rename one of them")
                    : make_diagnostic(Rule::equal_enumerators, declared.enumerators[i].range,
                                      fmt::format("'{}' and '{}' have the same value, so only one "
                                                  "of the names could be used in JSON",
                                                  earlier.name, enumerator.name),
                                      "remove one of them");
      workspace.report(
          with_note(std::move(diagnostic), "the other one is here", declared.enumerators[j].range));
    }
  }
}

}  // namespace

void check_members(Workspace& workspace) {
  for (const model::Struct& type : workspace.api.structs) {
    check_field_names(workspace, type);
    if (type.is_error) check_error_members(workspace, type);
  }
  for (model::EnumIndex i = 0; i < workspace.api.enums.size(); ++i)
    check_enumerators(workspace, workspace.api.enums[i], *workspace.enums[i]);
}

}  // namespace vgen::tool::analysis
