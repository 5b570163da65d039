#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// A declaration, and the place of its C++ declaration.
struct Declaration {
  SourceRange location;
  View view;
};

/// The meaning of a number or a text, if its type does not show it.
std::vector<std::string> meaning_of(const model::ApiModel& api, model::TypeIndex type) {
  const auto& kind = unwrapped_type(api, type).kind;
  if (const auto* duration = std::get_if<model::Duration>(&kind))
    return {"@unit " + duration->unit};
  if (std::holds_alternative<model::Bytes>(kind)) return {"@contentEncoding base64"};
  return {};
}

class DeclarationPrinter {
 public:
  DeclarationPrinter(const model::ApiModel& api, const TypeScriptNames& names)
      : api_(api), names_(names) {}

  ViewList print();

 private:
  void add_alias(model::AliasIndex index, Direction direction);
  void add_enum(model::EnumIndex index);
  void add_struct(model::StructIndex index, Direction direction);
  void add_problem(const model::DeclaredError& error);
  void add_variant(model::VariantIndex index, Direction direction);
  void add_alternative(const AlternativeReference& reference, Direction direction);
  void add_aliases();
  void add_structs();
  void add_variants();
  void add_interface(const std::string& head, const model::Struct& record, Direction direction,
                     ViewList first_members);
  void add(const SourceRange& location, std::string comment, std::string text,
           ViewList members = {});
  [[nodiscard]] View member(const model::Field& field, Direction direction, bool is_sent) const;
  [[nodiscard]] View rest(const model::Struct& record, Direction direction) const;
  [[nodiscard]] std::string type(model::TypeIndex index, Direction direction,
                                 const model::Constraints& limits = {}) const {
    std::set<std::string> used;
    return typescript_value(api_, names_, index, limits, direction, used);
  }

  const model::ApiModel& api_;
  const TypeScriptNames& names_;
  std::vector<Declaration> declarations_;
};

View member_view(std::string comment, std::string text) {
  View view;
  view.set("member_comment", std::move(comment));
  view.set("member", std::move(text));
  return view;
}

void DeclarationPrinter::add(const SourceRange& location, std::string comment, std::string text,
                             ViewList members) {
  View view;
  view.set("comment", std::move(comment));
  view.set("text", std::move(text));
  view.set("has_members", !members.empty());
  view.set("members", std::move(members));
  declarations_.push_back({location, std::move(view)});
}

void DeclarationPrinter::add_alias(model::AliasIndex index, Direction direction) {
  const model::Alias& alias = api_.aliases[index];
  const std::string name = names_.type({model::AliasReference{index}, direction});
  add(alias.location,
      typescript_comment(
          0, typescript_documentation(alias.documentation,
                                      {&alias.constraints, {}, meaning_of(api_, alias.type)})),
      fmt::format("export type {} = {};", name, type(alias.type, direction, alias.constraints)));
}

/// The comments of the enumerators, as a list: editors show the comment of a type, but not the
/// comments inside it.
std::string remarks_on_enumerators(const model::Enum& type) {
  std::string text;
  for (const model::Enumerator& enumerator : type.enumerators) {
    const model::Documentation& documentation = enumerator.documentation;
    std::string said = documentation.summary;
    if (documentation.deprecated) {
      said +=
          fmt::format("{}Deprecated{}{}", said.empty() ? "" : " ",
                      documentation.deprecation.empty() ? "." : ": ", documentation.deprecation);
    }
    if (!said.empty())
      text += fmt::format("{}- `{}`: {}", text.empty() ? "" : "\n", enumerator.wire_name, said);
  }
  return text;
}

void DeclarationPrinter::add_enum(model::EnumIndex index) {
  const model::Enum& type = api_.enums[index];
  std::vector<std::string> alternatives;
  for (const model::Enumerator& enumerator : type.enumerators)
    alternatives.push_back(typescript_string(enumerator.wire_name));
  const std::string name = names_.type({model::EnumReference{index}, Direction::output});
  add(type.location,
      typescript_comment(0, typescript_documentation(
                                type.documentation, {nullptr, {remarks_on_enumerators(type)}, {}})),
      typescript_union("export type " + name, alternatives));
}

/// `is_sent`: the member is also part of an input, where `undefined` means that it is left out.
View DeclarationPrinter::member(const model::Field& field, Direction direction,
                                bool is_sent) const {
  TypeScriptRemarks remarks{&field.constraints, {}, meaning_of(api_, field.type)};
  if (field.read_only) remarks.tags.emplace_back("@readOnly");
  if (field.write_only) remarks.tags.emplace_back("@writeOnly");
  if (direction == Direction::input && field.default_value)
    remarks.tags.push_back("@defaultValue " + *field.default_value);
  const bool required =
      direction == Direction::input ? field.required_in_input() : field.required_in_output();
  const bool null_is_absent =
      direction == Direction::input && field.optional && api_.policies.null_as_absent;
  const bool adds_null = null_is_absent && !accepts_null(api_, field.type);
  const std::string text = type(field.type, direction, field.constraints);
  const bool adds_undefined = is_sent && !required && text != "unknown";
  return member_view(
      typescript_comment(2, typescript_documentation(field.documentation, remarks)),
      fmt::format("{}{}: {}{}{};", typescript_property(field.wire_name), required ? "" : "?", text,
                  adds_null ? " | null" : "", adds_undefined ? " | undefined" : ""));
}

void DeclarationPrinter::add_variant(model::VariantIndex index, Direction direction) {
  const model::Variant& variant = api_.variants[index];
  std::vector<std::string> alternatives;
  for (std::size_t i = 0; i < variant.alternatives.size(); ++i) {
    const model::Alternative& alternative = variant.alternatives[i];
    alternatives.push_back(alternative.tag.empty()
                               ? type(alternative.type, direction)
                               : names_.type({AlternativeReference{index, i}, direction}));
  }
  add(variant.location, typescript_comment(0, typescript_documentation(variant.documentation)),
      typescript_union("export type " + names_.type({model::VariantReference{index}, direction}),
                       alternatives));
}

void DeclarationPrinter::add_alternative(const AlternativeReference& reference,
                                         Direction direction) {
  const model::Variant& variant = api_.variants[reference.variant];
  const model::Alternative& alternative = variant.alternatives[reference.index];
  const std::string base = type(alternative.type, direction);
  const model::Documentation documentation =
      alternative_documentation(variant, alternative, struct_of_alternative(api_, alternative));
  add(variant.location, typescript_comment(0, typescript_documentation(documentation)),
      fmt::format("export interface {} extends {} {{", names_.type({reference, direction}), base),
      {member_view({}, fmt::format("{}: {};", typescript_property(variant.discriminator),
                                   typescript_string(alternative.tag)))});
}

/// Whether a struct is an alternative of a variant, which adds a discriminator to it.
bool has_discriminator(const model::ApiModel& api, const model::Struct& record) {
  return std::ranges::any_of(api.variants, [&](const model::Variant& variant) {
    return std::ranges::any_of(variant.alternatives, [&](const model::Alternative& alternative) {
      return !alternative.tag.empty() && &struct_of_alternative(api, alternative) == &record;
    });
  });
}

/// `[name: string]: number | string;`. TypeScript asks that it allows the declared members too.
View DeclarationPrinter::rest(const model::Struct& record, Direction direction) const {
  const model::Field& rest = *model::rest_of(record);
  const auto& map = std::get<model::Map>(api_.types[rest.type].kind);
  std::vector<std::string> types = {type(map.value, direction)};
  const auto add_type = [&](const std::string& text) {
    if (std::ranges::find(types, text) == types.end()) types.push_back(text);
  };
  for (const model::Field& field : record.fields) {
    if (field.is_rest) continue;
    add_type(type(field.type, direction, field.constraints));
    const bool required =
        direction == Direction::input ? field.required_in_input() : field.required_in_output();
    if (!required) add_type("undefined");
    if (field.optional && api_.policies.null_as_absent) add_type("null");
  }
  if (has_discriminator(api_, record)) add_type("string");
  if (std::ranges::find(types, "unknown") != types.end()) types = {"unknown"};
  return member_view(typescript_comment(2, typescript_documentation(rest.documentation)),
                     fmt::format("[name: string]: {};", fmt::join(types, " | ")));
}

void DeclarationPrinter::add_interface(const std::string& head, const model::Struct& record,
                                       Direction direction, ViewList members) {
  const bool is_sent =
      direction == Direction::input || (record.used_in_input && record.input_name == record.name);
  for (const model::Field& field : record.fields)
    members.push_back(field.is_rest ? rest(record, direction) : member(field, direction, is_sent));
  const std::string text =
      fmt::format("export interface {} {}", head, members.empty() ? "{}" : "{");
  add(record.location, typescript_comment(0, typescript_documentation(record.documentation)), text,
      std::move(members));
}

void DeclarationPrinter::add_struct(model::StructIndex index, Direction direction) {
  add_interface(names_.type({model::StructReference{index}, direction}), api_.structs[index],
                direction, {});
}

void DeclarationPrinter::add_problem(const model::DeclaredError& error) {
  const ViewList members = {
      member_view({}, fmt::format("type: {};", typescript_string(error.problem_type))),
      member_view({}, fmt::format("status: {};", error.status))};
  const std::string head =
      fmt::format("{} extends {}", names_.problem(error.type), names_.runtime("Problem"));
  add_interface(head, api_.structs[error.type], Direction::output, members);
}

void DeclarationPrinter::add_aliases() {
  for (model::AliasIndex i = 0; i < api_.aliases.size(); ++i) {
    const NamedType output{model::AliasReference{i}, Direction::output};
    const NamedType input{model::AliasReference{i}, Direction::input};
    add_alias(i, Direction::output);
    if (names_.type(input) != names_.type(output)) add_alias(i, Direction::input);
  }
}

/// The shapes of a struct or a variant that a client may meet.
template <class Row>
std::vector<Direction> directions_of(const Row& row) {
  if (row.used_in_input && !row.used_in_output) return {Direction::input};
  if (row.input_name == row.name) return {Direction::output};
  return {Direction::output, Direction::input};
}

void DeclarationPrinter::add_structs() {
  std::vector<const model::DeclaredError*> errors(api_.structs.size());
  for (const model::Function& function : api_.functions) {
    for (const model::DeclaredError& error : function.errors) errors[error.type] = &error;
  }
  const std::vector<bool> are_values = value_structs(api_);
  for (model::StructIndex i = 0; i < api_.structs.size(); ++i) {
    for (const Direction direction : directions_of(api_.structs[i])) {
      if (are_values[i]) add_struct(i, direction);
    }
    if (errors[i] != nullptr) add_problem(*errors[i]);
  }
}

void DeclarationPrinter::add_variants() {
  for (model::VariantIndex i = 0; i < api_.variants.size(); ++i) {
    const model::Variant& variant = api_.variants[i];
    const std::vector<Direction> directions = directions_of(variant);
    for (const Direction direction : directions) add_variant(i, direction);
    for (std::size_t j = 0; j < variant.alternatives.size(); ++j) {
      const model::Alternative& alternative = variant.alternatives[j];
      if (alternative.tag.empty()) continue;
      const bool has_two_shapes =
          directions.size() == 2 && alternative.input_component != alternative.component;
      add_alternative({i, j}, directions.front());
      if (has_two_shapes) add_alternative({i, j}, Direction::input);
    }
  }
}

ViewList DeclarationPrinter::print() {
  add_aliases();
  for (model::EnumIndex i = 0; i < api_.enums.size(); ++i) add_enum(i);
  add_structs();
  add_variants();

  // Each table is already in source order. Files are in the order in which they are met.
  std::vector<std::string> files;
  const auto file = [&](const Declaration& declaration) {
    return std::ranges::find(files, declaration.location.file) - files.begin();
  };
  for (const Declaration& declaration : declarations_) {
    if (file(declaration) == std::ssize(files)) files.push_back(declaration.location.file);
  }
  const auto place = [&](const Declaration& declaration) {
    return std::pair(file(declaration), declaration.location.line);
  };
  std::ranges::stable_sort(declarations_, {}, place);

  ViewList views;
  for (Declaration& declaration : declarations_) views.push_back(std::move(declaration.view));
  return views;
}

}  // namespace

ViewList typescript_declarations(const model::ApiModel& api, const TypeScriptNames& names) {
  return DeclarationPrinter(api, names).print();
}

}  // namespace vgen::tool::emit
