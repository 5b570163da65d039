#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/documentation/read_tags.hpp"
#include "tools/vgen/analysis/names/type_names.hpp"
#include "tools/vgen/analysis/types/bounds.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vgen::tool::analysis {
namespace {

void set_text(model::Documentation& documentation, const Comment& comment) {
  documentation.summary = comment.summary;
  documentation.description = comment.description;
}

bool is_bound(const Tag& tag) {
  return tag.name.starts_with("m") || tag.name.starts_with("exclusive");
}

/// The bounds of a member or alias, with those of its type's aliases. Told at the last bound that
/// stands here.
void check_bounds(Workspace& workspace, const Comment& comment, const TagTarget& target) {
  const auto last = std::ranges::find_if(comment.tags.rbegin(), comment.tags.rend(), is_bound);
  if (last == comment.tags.rend() || !target.type) return;
  const auto contradiction =
      find_contradiction(effective_constraints(workspace.api, *target.type, *target.constraints));
  if (!contradiction) return;
  workspace.report(make_diagnostic(
      Rule::contradictory_bounds, last->range,
      fmt::format("no value of '{}' is allowed: {}", target.name, *contradiction),
      "the bounds of a member and of its type's aliases all apply: change one of them"));
}

void read_alias(Workspace& workspace, model::AliasIndex index) {
  model::Alias& alias = workspace.api.aliases[index];
  const Comment comment = read_comment(workspace.aliases[index]->comment);
  set_text(alias.documentation, comment);
  const TagTarget target{.entity = Entity::alias,
                         .name = alias.cpp,
                         .type = alias.type,
                         .constraints = &alias.constraints,
                         .documentation = &alias.documentation};
  read_tags(workspace, comment, target);
  check_bounds(workspace, comment, target);
}

/// The row of a variant; it has one if all its alternatives are resolved.
std::optional<model::TypeIndex> row_of(const model::ApiModel& api, model::VariantIndex index) {
  const auto refers = [&](const model::Type& type) {
    const auto* reference = std::get_if<model::VariantReference>(&type.kind);
    return reference && reference->index == index;
  };
  const auto found = std::ranges::find_if(api.types, refers);
  return found == api.types.end()
             ? std::nullopt
             : std::optional(static_cast<model::TypeIndex>(found - api.types.begin()));
}

void read_variant(Workspace& workspace, model::VariantIndex index) {
  const frontend::DeclaredAlias* alias = workspace.variants[index].alias;
  if (!alias) return;
  model::Variant& variant = workspace.api.variants[index];
  const Comment comment = read_comment(alias->comment);
  set_text(variant.documentation, comment);
  model::Constraints none;
  read_tags(workspace, comment,
            {.entity = Entity::variant,
             .name = variant.cpp,
             .type = row_of(workspace.api, index),
             .constraints = &none,
             .documentation = &variant.documentation,
             .variants = {&variant}});
}

/// The variants without an alias in a member.
std::vector<model::Variant*> variants_in(Workspace& workspace, model::StructIndex record,
                                         const frontend::DeclaredField* member) {
  std::vector<model::Variant*> variants;
  for (std::size_t i = 0; i < workspace.variants.size(); ++i) {
    const VariantOrigin& origin = workspace.variants[i];
    if (!origin.alias && origin.record == record && origin.member == member)
      variants.push_back(&workspace.api.variants[i]);
  }
  return variants;
}

void read_field(Workspace& workspace, model::StructIndex record, model::Field& field,
                const FieldOrigin& origin) {
  if (!origin.field) {
    field.documentation.summary = origin.documentation;
    return;
  }
  const Comment comment = read_comment(origin.field->comment);
  set_text(field.documentation, comment);
  field.documentation.deprecated = origin.field->is_deprecated;
  field.documentation.deprecation = origin.field->deprecation;
  const TagTarget target{.entity = Entity::field,
                         .name = field.name,
                         .type = field.type,
                         .constraints = &field.constraints,
                         .documentation = &field.documentation,
                         .field = &field,
                         .wire_name = &field.wire_name,
                         .variants = variants_in(workspace, record, origin.field)};
  read_tags(workspace, comment, target);
  check_bounds(workspace, comment, target);
  if (!field.is_rest || !field.has_default) return;
  field.has_default = false;
  if (origin.field->initializer_text == "{}") return;
  workspace.report(make_diagnostic(
      Rule::additional_properties, field.location,
      fmt::format("'{}' holds the members that are not declared, and has a default", field.name),
      "remove the default: without such members it is empty"));
}

void read_struct(Workspace& workspace, model::StructIndex index) {
  model::Struct& type = workspace.api.structs[index];
  for (std::size_t i = 0; i < type.fields.size(); ++i)
    read_field(workspace, index, type.fields[i], workspace.origins[index][i]);
  const frontend::DeclaredRecord* declared = workspace.records[index];
  if (!declared) return;
  const Comment comment = read_comment(declared->comment);
  set_text(type.documentation, comment);
  type.documentation.deprecated = declared->is_deprecated;
  type.documentation.deprecation = declared->deprecation;
  type.tag = joined_name(workspace.declared, *declared);
  read_tags(workspace, comment,
            {.entity = Entity::structure,
             .name = type.cpp,
             .type = {},
             .documentation = &type.documentation,
             .wire_name = &type.tag});
}

void read_enum(Workspace& workspace, model::EnumIndex index) {
  model::Enum& type = workspace.api.enums[index];
  const frontend::DeclaredEnum& declared = *workspace.enums[index];
  const Comment comment = read_comment(declared.comment);
  set_text(type.documentation, comment);
  read_tags(workspace, comment,
            {.entity = Entity::enumeration,
             .name = type.cpp,
             .type = {},
             .documentation = &type.documentation});
  for (std::size_t i = 0; i < type.enumerators.size(); ++i) {
    model::Enumerator& enumerator = type.enumerators[i];
    const Comment own = read_comment(declared.enumerators[i].comment);
    set_text(enumerator.documentation, own);
    enumerator.documentation.deprecated = declared.enumerators[i].is_deprecated;
    enumerator.documentation.deprecation = declared.enumerators[i].deprecation;
    read_tags(workspace, own,
              {.entity = Entity::enumerator,
               .name = enumerator.name,
               .type = {},
               .documentation = &enumerator.documentation,
               .wire_name = &enumerator.wire_name});
  }
}

void read_function(Workspace& workspace, model::FunctionIndex index) {
  model::Function& function = workspace.api.functions[index];
  const frontend::DeclaredFunction& declared = *workspace.functions[index];
  const Comment comment = read_comment(declared.comment);
  set_text(function.documentation, comment);
  function.documentation.deprecated = declared.is_deprecated;
  function.documentation.deprecation = declared.deprecation;
  read_tags(workspace, comment,
            {.entity = Entity::function,
             .name = function.cpp,
             .type = {},
             .documentation = &function.documentation});
}

/// An alias of a struct or of std::optional is seen through, so tags on it would be lost.
void refuse_tags(Workspace& workspace, const frontend::DeclaredAlias& alias) {
  const Comment comment = read_comment(alias.comment);
  for (const std::vector<Tag>* tags : {&comment.tags, &comment.unknown}) {
    for (const Tag& tag : *tags) {
      workspace.report(make_diagnostic(Rule::misplaced_tag, tag.range,
                                       fmt::format("'@{}' cannot be used on '{}', an alias of '{}'",
                                                   tag.name, alias.name, alias.target.spelling),
                                       "put it on an alias of the value's type, or on the member"));
    }
  }
}

void report_stray_comments(Workspace& workspace) {
  for (const frontend::StrayComment& comment : workspace.declared.stray_comments) {
    workspace.report(make_diagnostic(
        Rule::stray_comment, comment.range,
        fmt::format("'{}' documents what is below it, but this comment is behind a declaration",
                    comment.mark),
        fmt::format("did you mean '{}<'?", comment.mark)));
  }
}

}  // namespace

void read_documentation(Workspace& workspace) {
  report_stray_comments(workspace);
  // Aliases first: the bounds of members are checked together with theirs. Inner aliases stand
  // before outer ones.
  for (model::AliasIndex i = 0; i < workspace.api.aliases.size(); ++i) read_alias(workspace, i);
  for (model::VariantIndex i = 0; i < workspace.api.variants.size(); ++i)
    read_variant(workspace, i);
  for (model::StructIndex i = 0; i < workspace.api.structs.size(); ++i) read_struct(workspace, i);
  for (model::EnumIndex i = 0; i < workspace.api.enums.size(); ++i) read_enum(workspace, i);
  for (model::FunctionIndex i = 0; i < workspace.api.functions.size(); ++i)
    read_function(workspace, i);
  for (const frontend::DeclaredAlias* alias : workspace.transparent_aliases)
    refuse_tags(workspace, *alias);
}

}  // namespace vgen::tool::analysis
