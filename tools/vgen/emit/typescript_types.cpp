#include "tools/vgen/emit/typescript_types.hpp"

#include "tools/vgen/emit/typescript_comment.hpp"
#include "tools/vgen/emit/typescript_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace vgen::emit {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// A declaration and where the author wrote what it stands for.
struct Declaration {
  SourceRange location;
  View view;
};

/// Which structs are values of their own somewhere: a declared error need not be.
class DataStructs {
 public:
  explicit DataStructs(const model::ApiModel& api) : api_(api), found_(api.structs.size()) {
    for (const model::Function& function : api.functions) {
      if (function.input) mark(*function.input);
      if (function.output) mark(*function.output);
      for (const model::DeclaredError& error : function.errors) mark_fields(error.type);
    }
  }

  [[nodiscard]] bool contains(model::StructIndex index) const { return found_[index]; }

 private:
  void mark_fields(model::StructIndex index) {
    for (const model::Field& field : api_.structs[index].fields) mark(field.type);
  }

  void mark(model::TypeIndex index) {
    std::visit(Overloaded{[&](const model::StructReference& reference) {
                            if (found_[reference.index]) return;
                            found_[reference.index] = true;
                            mark_fields(reference.index);
                          },
                          [&](const model::AliasReference& reference) { mark(api_.aliases.at(reference.index).type); },
                          [&](const model::Optional& optional) { mark(optional.value); }, [&](const model::List& list) { mark(list.item); },
                          [&](const model::Map& map) { mark(map.value); }, [](const auto&) {}},
               api_.types.at(index).kind);
  }

  const model::ApiModel& api_;
  std::vector<bool> found_;
};

class DeclarationPrinter {
 public:
  DeclarationPrinter(const model::ApiModel& api, const TypeScriptNames& names) : api_(api), names_(names) {}

  ViewList print();

 private:
  void add_alias(model::AliasIndex index, Direction direction);
  void add_enum(model::EnumIndex index);
  void add_struct(model::StructIndex index, Direction direction);
  void add_problem(const model::DeclaredError& error);
  void add_interface(const std::string& head, const model::Struct& record, Direction direction, ViewList first_members);
  void add(const SourceRange& location, std::string comment, std::string text, ViewList members = {});
  [[nodiscard]] View member(const model::Field& field, Direction direction) const;
  [[nodiscard]] std::string type(model::TypeIndex index, Direction direction) const {
    std::set<std::string> used;
    return typescript_type(api_, names_, index, direction, used);
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

void DeclarationPrinter::add(const SourceRange& location, std::string comment, std::string text, ViewList members) {
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
  add(alias.location, typescript_comment(0, typescript_documentation(alias.documentation, {&alias.constraints, {}, {}})),
      fmt::format("export type {} = {};", name, type(alias.type, direction)));
}

/// What the author said of the enumerators, as a list: editors show the comment of a type, not those inside of it.
std::string enumerators_text(const model::Enum& type) {
  std::string text;
  for (const model::Enumerator& enumerator : type.enumerators) {
    const model::Documentation& documentation = enumerator.documentation;
    std::string said = documentation.summary;
    if (documentation.deprecated) {
      said += fmt::format("{}Deprecated{}{}", said.empty() ? "" : " ", documentation.deprecation.empty() ? "." : ": ",
                          documentation.deprecation);
    }
    if (!said.empty()) text += fmt::format("{}- `{}`: {}", text.empty() ? "" : "\n", enumerator.wire_name, said);
  }
  return text;
}

void DeclarationPrinter::add_enum(model::EnumIndex index) {
  const model::Enum& type = api_.enums[index];
  std::vector<std::string> alternatives;
  for (const model::Enumerator& enumerator : type.enumerators) alternatives.push_back(typescript_string(enumerator.wire_name));
  const std::string name = names_.type({model::EnumReference{index}, Direction::output});
  add(type.location, typescript_comment(0, typescript_documentation(type.documentation, {nullptr, {enumerators_text(type)}, {}})),
      typescript_union("export type " + name, alternatives));
}

View DeclarationPrinter::member(const model::Field& field, Direction direction) const {
  TypeScriptRemarks remarks{&field.constraints, {}, {}};
  if (field.read_only) remarks.tags.emplace_back("@readOnly");
  if (field.write_only) remarks.tags.emplace_back("@writeOnly");
  if (direction == Direction::input && field.default_value) remarks.tags.push_back("@defaultValue " + *field.default_value);
  const bool required = direction == Direction::input ? field.required_in_input() : field.required_in_output();
  const bool takes_null = direction == Direction::input && field.optional && api_.policies.null_as_absent;
  return member_view(typescript_comment(2, typescript_documentation(field.documentation, remarks)),
                     fmt::format("{}{}: {}{};", typescript_property(field.wire_name), required ? "" : "?", type(field.type, direction),
                                 takes_null ? " | null" : ""));
}

void DeclarationPrinter::add_interface(const std::string& head, const model::Struct& record, Direction direction, ViewList members) {
  for (const model::Field& field : record.fields) members.push_back(member(field, direction));
  const std::string text = fmt::format("export interface {} {}", head, members.empty() ? "{}" : "{");
  add(record.location, typescript_comment(0, typescript_documentation(record.documentation)), text, std::move(members));
}

void DeclarationPrinter::add_struct(model::StructIndex index, Direction direction) {
  add_interface(names_.type({model::StructReference{index}, direction}), api_.structs[index], direction, {});
}

void DeclarationPrinter::add_problem(const model::DeclaredError& error) {
  const ViewList members = {member_view({}, fmt::format("type: {};", typescript_string(error.problem_type))),
                            member_view({}, fmt::format("status: {};", error.status))};
  const std::string head = fmt::format("{} extends {}", names_.problem(error.type), names_.runtime("Problem"));
  add_interface(head, api_.structs[error.type], Direction::output, members);
}

ViewList DeclarationPrinter::print() {
  for (model::AliasIndex i = 0; i < api_.aliases.size(); ++i) {
    const NamedType output{model::AliasReference{i}, Direction::output};
    const NamedType input{model::AliasReference{i}, Direction::input};
    add_alias(i, Direction::output);
    if (names_.type(input) != names_.type(output)) add_alias(i, Direction::input);
  }
  for (model::EnumIndex i = 0; i < api_.enums.size(); ++i) add_enum(i);

  std::vector<const model::DeclaredError*> errors(api_.structs.size());
  for (const model::Function& function : api_.functions) {
    for (const model::DeclaredError& error : function.errors) errors[error.type] = &error;
  }
  const DataStructs data(api_);
  for (model::StructIndex i = 0; i < api_.structs.size(); ++i) {
    const model::Struct& record = api_.structs[i];
    const bool has_two_shapes = record.input_name != record.name;
    const bool is_output = record.used_in_output || !record.used_in_input;
    if (data.contains(i) && is_output) add_struct(i, Direction::output);
    if (data.contains(i) && (has_two_shapes || !is_output)) add_struct(i, Direction::input);
    if (errors[i] != nullptr) add_problem(*errors[i]);
  }

  // The tables are each in source order already; files stand in the order in which they are met.
  std::vector<std::string> files;
  const auto file = [&](const Declaration& declaration) { return std::ranges::find(files, declaration.location.file) - files.begin(); };
  for (const Declaration& declaration : declarations_) {
    if (file(declaration) == std::ssize(files)) files.push_back(declaration.location.file);
  }
  const auto place = [&](const Declaration& declaration) { return std::pair(file(declaration), declaration.location.line); };
  std::ranges::stable_sort(declarations_, {}, place);

  ViewList views;
  for (Declaration& declaration : declarations_) views.push_back(std::move(declaration.view));
  return views;
}

}  // namespace

std::string typescript_type(const model::ApiModel& api, const TypeScriptNames& names, model::TypeIndex index, Direction direction,
                            std::set<std::string>& used) {
  const auto named = [&](const NamedType& type) { return *used.insert(names.type(type)).first; };
  const auto inner = [&](model::TypeIndex type) { return typescript_type(api, names, type, direction, used); };
  return std::visit(
      Overloaded{[](const model::Boolean&) { return std::string("boolean"); }, [](const model::Integer&) { return std::string("number"); },
                 [](const model::Float&) { return std::string("number"); }, [](const model::String&) { return std::string("string"); },
                 [](const model::Timestamp&) { return std::string("string"); },
                 [&](const model::StructReference& reference) { return named({reference, direction}); },
                 [&](const model::EnumReference& reference) { return named({reference, direction}); },
                 [&](const model::AliasReference& reference) { return named({reference, direction}); },
                 [&](const model::Optional& optional) { return inner(optional.value); },
                 [&](const model::List& list) { return inner(list.item) + "[]"; },
                 [&](const model::Map& map) {
                   // The author may have a `Record`, too.
                   if (names.is_taken("Record")) return fmt::format("{{ [key: string]: {} }}", inner(map.value));
                   const std::string record = fmt::format("Record<{}, {}>", inner(map.key), inner(map.value));
                   const bool has_enum_key = std::holds_alternative<model::EnumReference>(value_type(api, map.key, true).kind);
                   return has_enum_key ? fmt::format("Partial<{}>", record) : record;
                 }},
      api.types.at(index).kind);
}

ViewList typescript_declarations(const model::ApiModel& api, const TypeScriptNames& names) {
  return DeclarationPrinter(api, names).print();
}

ViewList typescript_sides(const model::ApiModel& api, const TypeScriptNames& names) {
  ViewList sides;
  const auto add = [&](const std::string& name, const std::optional<model::TypeIndex>& side, Direction direction) {
    if (!side) return;
    std::set<std::string> used;
    const std::string type = typescript_type(api, names, *side, direction, used);
    if (type != name) sides.push_back(View{{"text", fmt::format("export type {} = {};", name, type)}});
  };
  for (model::FunctionIndex i = 0; i < api.functions.size(); ++i) {
    const model::Function& function = api.functions[i];
    add(function.input_name, function.input, Direction::input);
    add(function.output_name, function.output, Direction::output);
    if (function.errors.empty()) continue;
    sides.push_back(View{{"text", typescript_union("export type " + names.failure(i), typescript_failures(function, names))}});
  }
  return sides;
}

std::vector<std::string> typescript_failures(const model::Function& function, const TypeScriptNames& names) {
  std::vector<std::string> types;
  for (const model::DeclaredError& error : function.errors) types.push_back(names.problem(error.type));
  types.push_back(names.runtime("CallError"));
  return types;
}

}  // namespace vgen::emit
