#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/names/type_names.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

// -------------------------------------------------------------------------------------------------
// The API

/// What two namespaces have in common: `shop::billing` and `shop::crm` → `shop`.
std::string common_namespace(const std::string& one, const std::string& other) {
  std::string common = one;
  while (!common.empty() && other != common && !other.starts_with(common + "::")) {
    const std::size_t separator = common.rfind("::");
    common.resize(separator == std::string::npos ? 0 : separator);
  }
  return common;
}

/// The generated code stands in `vgen::json` and uses these names, so that they cannot be the
/// author's.
constexpr std::string_view taken_namespaces[] = {"codegen", "detail",  "docs",
                                                 "json",    "testing", "vgen"};

void check_namespace(Workspace& workspace, const std::string& cpp_namespace,
                     const SourceRange& place, std::set<std::string>& reported) {
  const std::string outermost = cpp_namespace.substr(0, cpp_namespace.find("::"));
  const bool is_taken =
      std::ranges::find(taken_namespaces, outermost) != std::end(taken_namespaces);
  if (!is_taken || !reported.insert(outermost).second) return;
  workspace.report(make_diagnostic(
      Rule::generated_name_clash, place,
      fmt::format("the namespace '{}' has the name of a namespace that the generated code uses",
                  outermost),
      fmt::format("rename it, or put it into another namespace: namespace shop::{}", outermost)));
}

/// A namespace within another does not matter: only the first part of a name is looked up.
void check_namespaces(Workspace& workspace) {
  std::set<std::string> reported;
  const model::ApiModel& api = workspace.api;
  for (const model::Function& function : api.functions)
    check_namespace(workspace, function.cpp_namespace, function.location, reported);
  for (const model::Struct& type : api.structs)
    check_namespace(workspace, type.cpp_namespace, type.location, reported);
  for (const model::Enum& type : api.enums)
    check_namespace(workspace, type.cpp_namespace, type.location, reported);
}

void name_api(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  if (api.functions.empty()) return;
  std::string common = api.functions.front().cpp_namespace;
  for (const model::Function& function : api.functions) {
    const std::string narrower = common_namespace(common, function.cpp_namespace);
    if (narrower.empty()) {
      workspace.report(make_diagnostic(
          Rule::no_common_namespace, function.location,
          function.cpp_namespace.empty()
              ? fmt::format("'{}' is not in a namespace", function.cpp)
              : fmt::format("'{}' has no namespace in common with the other functions",
                            function.cpp),
          "put all functions of an API into one namespace; it is the API's name"));
      break;
    }
    common = narrower;
  }
  api.cpp_namespace = common;
  for (const char c : ascii_name(common)) {
    if (c != ':') api.urn += c;
    if (c == ':' && !api.urn.ends_with('-')) api.urn += '-';
  }
  api.information = workspace.options.information;
  if (api.information.title.empty()) api.information.title = unqualified(common);
  api.policies = workspace.options.policies;
}

// -------------------------------------------------------------------------------------------------
// Types

/// A type of the author's that has a name in all outputs.
struct NamedType {
  std::string* name;
  std::string cpp;
  std::string cpp_namespace;
  SourceRange place;
};

std::vector<NamedType> named_types(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  std::vector<NamedType> types;
  for (model::StructIndex i = 0; i < api.structs.size(); ++i) {
    model::Struct& type = api.structs[i];
    if (!workspace.records[i]) continue;  // an inline input is named for its function
    type.name = joined_name(workspace.declared, *workspace.records[i]);
    types.push_back({&type.name, type.cpp, type.cpp_namespace, type.location});
  }
  for (model::EnumIndex i = 0; i < api.enums.size(); ++i) {
    model::Enum& type = api.enums[i];
    type.name = joined_name(workspace.declared, *workspace.enums[i]);
    types.push_back({&type.name, type.cpp, type.cpp_namespace, type.location});
  }
  for (model::Alias& type : api.aliases) {
    type.name = joined_name(type.cpp, type.cpp_namespace);
    types.push_back({&type.name, type.cpp, type.cpp_namespace, type.location});
  }
  for (model::VariantIndex i = 0; i < api.variants.size(); ++i) {
    model::Variant& type = api.variants[i];
    if (!workspace.variants[i].alias) continue;  // named for what it stands in
    type.name = joined_name(type.cpp, type.cpp_namespace);
    types.push_back({&type.name, type.cpp, type.cpp_namespace, type.location});
  }
  return types;
}

void name_types(Workspace& workspace) {
  std::vector<NamedType> types = named_types(workspace);
  std::map<std::string, std::size_t> counts;
  for (const NamedType& type : types) ++counts[ascii_name(*type.name)];
  for (NamedType& type : types) {
    if (counts[ascii_name(*type.name)] > 1)
      *type.name = namespace_prefix(type.cpp_namespace, workspace.api.cpp_namespace) + *type.name;
  }
  std::map<std::string, const NamedType*> owners;
  for (const NamedType& type : types) {
    const std::string name = ascii_name(*type.name);  // documents allow no other letters
    const auto [owner, is_free] = owners.emplace(name, &type);
    if (is_free) continue;
    workspace.report(with_note(
        make_diagnostic(
            Rule::type_name_clash, type.place,
            fmt::format("'{}' and '{}' would both be named '{}' in {}", type.cpp,
                        owner->second->cpp, name,
                        *owner->second->name == *type.name ? "generated code" : "the documents"),
            "rename one of them"),
        "the other one is here", owner->second->place));
  }
}

// -------------------------------------------------------------------------------------------------
// Functions and what is generated for them

/// A name of only underscores and digits has no words: it stays as it is.
std::string safe_name(std::string words, const std::string& name) {
  const bool is_name = !words.empty() && !(words.front() >= '0' && words.front() <= '9');
  return is_name ? words : name;
}

void name_functions(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  std::map<std::string, std::size_t> counts;
  for (const model::Function& function : api.functions) ++counts[function.name];
  for (model::Function& function : api.functions) {
    std::string name = function.name;
    if (counts[name] > 1) {
      std::string prefix = kebab_case(namespace_prefix(function.cpp_namespace, api.cpp_namespace));
      std::ranges::replace(prefix, '-', '_');
      name = prefix + "_" + name;
    }
    function.type_name = safe_name(pascal_case(name), name);
    function.input_name = function.type_name + "Input";
    function.output_name = function.type_name + "Output";
    if (function.inline_input && function.input && *function.input != unresolved) {
      api.structs[std::get<model::StructReference>(api.types[*function.input].kind).index].name =
          function.input_name;
    }
    workspace.operation_names.push_back(std::move(name));
  }
}

void name_input_shapes(model::ApiModel& api) {
  for (model::Struct& type : api.structs) {
    const bool has_two_shapes = type.shapes_differ && type.used_in_input && type.used_in_output;
    type.input_name = has_two_shapes ? type.name + "Input" : type.name;
  }
}

void name_errors(model::ApiModel& api) {
  for (model::Function& function : api.functions) {
    for (model::DeclaredError& error : function.errors) {
      const std::string& name = api.structs[error.type].name;
      error.problem_type = fmt::format("urn:{}:{}", api.urn, ascii_kebab_case(name));
      error.title = sentence_case(name);
    }
  }
}

bool is_variant(const model::ApiModel& api, const std::optional<model::TypeIndex>& type,
                model::VariantIndex index) {
  const auto* reference = type && *type != unresolved
                              ? std::get_if<model::VariantReference>(&api.types[*type].kind)
                              : nullptr;
  return reference && reference->index == index;
}

/// A variant without an alias: `OrderPayment` of a member, `PayInput` of a whole input,
/// `PayInputItem` of what stands in one.
std::string name_by_place(const Workspace& workspace, model::VariantIndex index) {
  const model::ApiModel& api = workspace.api;
  const VariantOrigin& origin = workspace.variants[index];
  const std::string number = origin.number > 1 ? std::to_string(origin.number) : "";
  if (origin.record)
    return api.structs[*origin.record].name + pascal_case(origin.member->name) + number;
  if (origin.function >= api.functions.size()) return "Message" + std::to_string(index);
  const model::Function& function = api.functions[origin.function];
  const bool is_whole = is_variant(api, origin.is_input ? function.input : function.output, index);
  return (origin.is_input ? function.input_name : function.output_name) + (is_whole ? "" : "Item") +
         number;
}

void name_variants(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  for (model::VariantIndex i = 0; i < api.variants.size(); ++i) {
    model::Variant& variant = api.variants[i];
    if (!workspace.variants[i].alias) variant.name = name_by_place(workspace, i);
    const bool has_two_shapes =
        variant.shapes_differ && variant.used_in_input && variant.used_in_output;
    variant.input_name = has_two_shapes ? variant.name + "Input" : variant.name;
    for (model::Alternative& alternative : variant.alternatives) {
      if (alternative.tag.empty()) continue;
      const auto index = alternative_struct(api, alternative.type);
      if (!index) continue;
      const model::Struct& type = api.structs[*index];
      alternative.component = variant.name + type.name;
      // The struct may have two shapes while the variant is used on one side only.
      const bool differs = has_two_shapes && type.shapes_differ;
      alternative.input_component =
          differs ? alternative.component + "Input" : alternative.component;
    }
  }
}

constexpr std::string_view input_shape = "the input shape";

/// Every name in the outputs has one meaning.
class NameRegister {
 public:
  explicit NameRegister(Workspace& workspace) : workspace_(workspace) {}

  void add_authors_types();
  void add_input_shapes();
  void add_variants();
  void add_functions();

 private:
  struct Owner {
    SourceRange place;
    std::string what{};  ///< Empty for a name that the author wrote.
  };

  void claim(const std::string& name, const std::string& what, const SourceRange& place);
  void add_side(const std::optional<model::TypeIndex>& type, const std::string& name,
                const model::Function& function);
  [[nodiscard]] bool names_type(const std::optional<model::TypeIndex>& type,
                                const std::string& name) const;

  Workspace& workspace_;
  std::map<std::string, Owner> owners_;
};

void NameRegister::claim(const std::string& name, const std::string& what,
                         const SourceRange& place) {
  const auto [owner, is_free] = owners_.emplace(ascii_name(name), Owner{place, what});
  if (is_free) return;
  const std::string& other = owner->second.what;
  const bool is_shape = other.starts_with(input_shape) || what.starts_with(input_shape);
  workspace_.report(with_note(
      make_diagnostic(Rule::generated_name_clash, place,
                      fmt::format("{} is named '{}', but that name is already used", what, name),
                      is_shape ? "rename one of them: a struct with defaults that is read and "
                                 "written has a second name with 'Input' at its end"
                               : "rename one of them"),
      other.empty() ? "it is used here" : fmt::format("it is the name of {}", other),
      owner->second.place));
}

void NameRegister::add_authors_types() {
  // Clashes among these are reported already.
  for (const model::Struct& type : workspace_.api.structs)
    owners_.emplace(ascii_name(type.name), Owner{type.location});
  for (const model::Enum& type : workspace_.api.enums)
    owners_.emplace(ascii_name(type.name), Owner{type.location});
  for (const model::Alias& type : workspace_.api.aliases)
    owners_.emplace(ascii_name(type.name), Owner{type.location});
  for (std::size_t i = 0; i < workspace_.variants.size(); ++i) {
    const model::Variant& type = workspace_.api.variants[i];
    if (workspace_.variants[i].alias) owners_.emplace(ascii_name(type.name), Owner{type.location});
  }
}

void NameRegister::add_input_shapes() {
  for (const model::Struct& type : workspace_.api.structs) {
    if (type.input_name != type.name)
      claim(type.input_name, fmt::format("{} of '{}'", input_shape, type.cpp), type.location);
  }
  for (const model::Alias& type : workspace_.api.aliases) {
    if (has_input_shape(workspace_.api, type.type))
      claim(type.name + "Input", fmt::format("{} of '{}'", input_shape, type.cpp), type.location);
  }
}

void NameRegister::add_variants() {
  for (model::VariantIndex i = 0; i < workspace_.api.variants.size(); ++i) {
    const model::Variant& type = workspace_.api.variants[i];
    const std::string what = fmt::format("the variant '{}'", type.cpp);
    if (!workspace_.variants[i].alias) claim(type.name, what, type.location);
    if (type.input_name != type.name) claim(type.input_name, what, type.location);
    for (const model::Alternative& alternative : type.alternatives) {
      const std::string part = fmt::format("an alternative of '{}'", type.cpp);
      if (!alternative.component.empty()) claim(alternative.component, part, type.location);
      if (alternative.input_component != alternative.component)
        claim(alternative.input_component, part, type.location);
    }
  }
}

/// Whether a name is that of the type itself: `GetTodoInput` of a function `get_todo` that takes a
/// struct `GetTodoInput`.
bool NameRegister::names_type(const std::optional<model::TypeIndex>& type,
                              const std::string& name) const {
  if (!type || *type == unresolved) return false;
  const model::ApiModel& api = workspace_.api;
  const auto& kind = api.types[*type].kind;
  if (const auto* alias = std::get_if<model::AliasReference>(&kind))
    return api.aliases[alias->index].name == name;
  if (const auto* enumeration = std::get_if<model::EnumReference>(&kind))
    return api.enums[enumeration->index].name == name;
  if (const auto* variant = std::get_if<model::VariantReference>(&kind))
    return api.variants[variant->index].name == name;
  const auto* reference = std::get_if<model::StructReference>(&kind);
  return reference && (api.structs[reference->index].name == name ||
                       api.structs[reference->index].input_name == name);
}

void NameRegister::add_side(const std::optional<model::TypeIndex>& type, const std::string& name,
                            const model::Function& function) {
  const std::string_view side = name.ends_with("Input") ? "input" : "output";
  if (!names_type(type, name))
    claim(name, fmt::format("the {} of '{}'", side, function.cpp), function.location);
}

void NameRegister::add_functions() {
  for (const model::Function& function : workspace_.api.functions) {
    const bool stands_beside = function.cpp_namespace == workspace_.api.cpp_namespace;
    if (stands_beside && (function.name == "api" || function.name == "api_definition")) {
      workspace_.report(make_diagnostic(
          Rule::generated_name_clash, function.location,
          fmt::format("'{}' has the name of a function that vgen generates", function.cpp),
          "rename it"));
    }
    add_side(function.input, function.input_name, function);
    add_side(function.output, function.output_name, function);
  }
}

}  // namespace

void name_things(Workspace& workspace) {
  name_api(workspace);
  check_namespaces(workspace);
  name_types(workspace);
  name_functions(workspace);
  name_input_shapes(workspace.api);
  name_variants(workspace);
  name_errors(workspace.api);
  NameRegister names(workspace);
  names.add_authors_types();
  names.add_input_shapes();
  names.add_variants();
  names.add_functions();
}

}  // namespace vgen::tool::analysis
