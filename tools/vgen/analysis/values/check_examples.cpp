#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vgen::tool::analysis {
namespace {

/// What examples belong to.
struct ExampleTarget {
  const frontend::DeclaredComment& comment;
  std::string name;
  ValueRule rule;
  model::Documentation& documentation;
};

/// An example as JSON: texts may be written without quotes.
Json example_value(const model::ApiModel& api, const ValueRule& rule, const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  const bool is_text = is_written_as_string(value_kind(api, rule.type)) ||
                       effective_constraints(api, rule.type, rule.constraints).wire_string;
  const bool is_null = value.is_null() && accepts_null(api, rule.type);
  return is_text && !value.is_string() && !is_null ? Json(text) : value;
}

void check_example(Workspace& workspace, const ExampleTarget& target, const Tag& tag) {
  const Json value = example_value(workspace.api, target.rule, tag.argument);
  const auto mismatch = value.is_discarded() ? std::optional<std::string>("is not JSON")
                                             : find_mismatch(workspace.api, target.rule, value);
  if (!mismatch) {
    target.documentation.examples.push_back(compact(value));
    return;
  }
  workspace.report(make_diagnostic(Rule::example_mismatch, tag.argument_range,
                                   fmt::format("this example of '{}' {}", target.name, *mismatch),
                                   "write a JSON value that the API would accept"));
}

void check_all(Workspace& workspace, const ExampleTarget& target) {
  for (const Tag& tag : read_comment(target.comment).tags) {
    if (tag.name == "example" && !tag.argument.empty() && target.rule.type != unresolved)
      check_example(workspace, target, tag);
  }
}

/// The row of a struct or enum; each has one, since something refers to it.
template <class Reference>
model::TypeIndex row_of(const model::ApiModel& api, Reference reference) {
  const auto refers = [&](const model::Type& type) {
    return std::holds_alternative<Reference>(type.kind) &&
           std::get<Reference>(type.kind) == reference;
  };
  const auto found = std::ranges::find_if(api.types, refers);
  return found == api.types.end() ? unresolved
                                  : static_cast<model::TypeIndex>(found - api.types.begin());
}

}  // namespace

void check_examples(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  for (model::AliasIndex i = 0; i < api.aliases.size(); ++i) {
    model::Alias& alias = api.aliases[i];
    check_all(workspace, {workspace.aliases[i]->comment,
                          alias.cpp,
                          {alias.type, alias.constraints},
                          alias.documentation});
  }
  for (model::VariantIndex i = 0; i < api.variants.size(); ++i) {
    const frontend::DeclaredAlias* alias = workspace.variants[i].alias;
    model::Variant& type = api.variants[i];
    if (alias)
      check_all(workspace, {alias->comment,
                            type.cpp,
                            {row_of(api, model::VariantReference{i}), {}},
                            type.documentation});
  }
  for (model::EnumIndex i = 0; i < api.enums.size(); ++i) {
    model::Enum& type = api.enums[i];
    check_all(workspace, {workspace.enums[i]->comment,
                          type.cpp,
                          {row_of(api, model::EnumReference{i}), {}},
                          type.documentation});
  }
  for (model::StructIndex i = 0; i < api.structs.size(); ++i) {
    model::Struct& type = api.structs[i];
    for (std::size_t j = 0; j < type.fields.size(); ++j) {
      const frontend::DeclaredField* declared = workspace.origins[i][j].field;
      if (!declared) continue;
      check_all(workspace, {declared->comment,
                            type.fields[j].name,
                            {type.fields[j].type, type.fields[j].constraints},
                            type.fields[j].documentation});
    }
    if (!workspace.records[i]) continue;
    check_all(workspace, {workspace.records[i]->comment,
                          type.cpp,
                          {row_of(api, model::StructReference{i}), {}},
                          type.documentation});
  }
}

}  // namespace vgen::tool::analysis
