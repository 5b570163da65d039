#include "tools/vgen/analysis/types/resolve_types.hpp"

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

namespace vgen::tool::analysis {

using frontend::DeclaredType;
using model::TypeIndex;
using Kind = DeclaredType::Kind;

namespace {

/// A builtin type that is served, by its canonical spelling.
struct Builtin {
  std::string_view name;
  decltype(model::Type::kind) kind;
};

const std::vector<Builtin>& builtins() {
  static const std::vector<Builtin> table = {
      {"bool", model::Boolean{}},
      {"signed char", model::Integer{8, true}},
      {"unsigned char", model::Integer{8, false}},
      {"short", model::Integer{16, true}},
      {"unsigned short", model::Integer{16, false}},
      {"int", model::Integer{32, true}},
      {"unsigned int", model::Integer{32, false}},
      {"long", model::Integer{64, true}},
      {"unsigned long", model::Integer{64, false}},
      {"long long", model::Integer{64, true}},
      {"unsigned long long", model::Integer{64, false}},
      {"float", model::Float{32}},
      {"double", model::Float{64}},
  };
  return table;
}

constexpr std::string_view character_types[] = {"char", "wchar_t", "char8_t", "char16_t",
                                                "char32_t"};
constexpr std::string_view wide_numbers[] = {"long double", "__int128", "unsigned __int128",
                                             "_Float16", "__float128"};

/// Whether an alias stands for what cannot have another name in the model: what is absent, what is
/// no value, a struct, which has a name.
bool must_be_transparent(const frontend::DeclaredApi& declared, const DeclaredType& target) {
  const DeclaredType& plain = behind_aliases(target);
  const bool is_struct = plain.kind == Kind::named && declared.records.contains(plain.cpp) &&
                         !plain.name.starts_with("std::");
  return is_struct || plain.name == "std::optional" || plain.name == "vgen::Patch" ||
         is_void(plain) || plain.name == "vgen::Result" || plain.name == "boost::asio::awaitable";
}

/// Whether an alias names a variant: it is not another alias, nor an instance of an alias template.
bool names_variant(const frontend::DeclaredAlias& alias, const DeclaredType& target) {
  return target.kind == Kind::named && target.name == "std::variant" &&
         alias.target.cpp == target.cpp;
}

bool same_rules(const frontend::DeclaredApi& declared, const DeclaredType& one,
                const DeclaredType& other);

bool same_rules(const frontend::DeclaredApi& declared, const std::vector<DeclaredType>& one,
                const std::vector<DeclaredType>& other) {
  const auto same = [&](const DeclaredType& a, const DeclaredType& b) {
    return same_rules(declared, a, b);
  };
  return std::ranges::equal(one, other, same);
}

/// The author's alias with tags that a type is, behind aliases without.
const frontend::DeclaredAlias* ruling_alias(const frontend::DeclaredApi& declared,
                                            const DeclaredType& type) {
  if (type.kind != Kind::alias) return nullptr;
  const auto found = declared.aliases.find(type.name);
  const bool has_rules =
      found != declared.aliases.end() && !read_comment(found->second.comment).tags.empty();
  if (has_rules) return &found->second;
  return type.arguments.empty() ? nullptr : ruling_alias(declared, type.arguments.front());
}

/// Whether two arguments that are one type to C++ are so to the API: the same aliases with tags
/// stand in both.
bool same_rules(const frontend::DeclaredApi& declared, const DeclaredType& one,
                const DeclaredType& other) {
  if (ruling_alias(declared, one) != ruling_alias(declared, other)) return false;
  return same_rules(declared, behind_aliases(one).arguments, behind_aliases(other).arguments);
}

}  // namespace

const DeclaredType& behind_aliases(const DeclaredType& type) {
  const bool is_alias = type.kind == Kind::alias && !type.arguments.empty();
  return is_alias ? behind_aliases(type.arguments.front()) : type;
}

bool is_void(const DeclaredType& type) {
  const DeclaredType& plain = behind_aliases(type);
  return plain.kind == Kind::builtin && plain.name == "void";
}

void TypeResolver::start_at(std::string root, VariantOwner owner) {
  root_ = std::move(root);
  owner_ = owner;
  steps_.clear();
}

void TypeResolver::refuse(Rule rule, const TypeUse& use, std::string message, std::string help) {
  workspace_.report(fault(rule, use, std::move(message), std::move(help)));
}

Diagnostic TypeResolver::fault(Rule rule, const TypeUse& use, std::string message,
                               std::string help) const {
  std::string way;
  for (const std::string& step : steps_) way += (way.empty() ? " " : " → ") + step;
  Diagnostic diagnostic = make_diagnostic(rule, use.range, std::move(message), std::move(help));
  diagnostic.notes.push_back(
      {.message = fmt::format("reached from {}{}", root_, way), .range = {}});
  return diagnostic;
}

TypeIndex TypeResolver::intern(model::Type type) {
  std::vector<model::Type>& types = workspace_.api.types;
  const auto found = std::ranges::find(types, type);
  const auto index = static_cast<TypeIndex>(found - types.begin());
  if (found == types.end()) types.push_back(std::move(type));
  return index;
}

TypeIndex TypeResolver::resolve(const DeclaredType& type, const TypeUse& use) {
  switch (type.kind) {
    case Kind::builtin: return resolve_builtin(type, use);
    case Kind::named: return resolve_named(type, use);
    case Kind::enumeration: return resolve_enumeration(type, use);
    case Kind::alias: return resolve_alias(type, use);
    case Kind::array: return resolve_sequence(type, use);
    case Kind::pointer:
      if (type.spelling.find("(*") != std::string::npos) return refuse_callback(type, use);
      refuse(Rule::raw_pointer, use,
             fmt::format("'{}' cannot cross the wire: a pointer has no JSON form", type.spelling),
             "use std::optional for a value that may be absent, std::vector for several values");
      return unresolved;
    case Kind::reference:
      refuse(Rule::reference, use,
             fmt::format("'{}' cannot cross the wire: a message owns its values", type.spelling),
             "declare the value itself, without '&': a function takes its input by "
             "value, and so does its definition");
      return unresolved;
    case Kind::function:
    case Kind::member_pointer: return refuse_callback(type, use);
    case Kind::integral:
    case Kind::other: break;
  }
  refuse(Rule::unknown_type, use,
         fmt::format("'{}' cannot cross the wire: vgen has no JSON form for it", type.spelling),
         "use a struct, an enum, a scalar, a string or a container of these");
  return unresolved;
}

TypeIndex TypeResolver::refuse_callback(const DeclaredType& type, const TypeUse& use) {
  refuse(Rule::callback, use,
         fmt::format("'{}' cannot cross the wire: a function is not data", type.spelling),
         "remove it from the types that cross the wire");
  return unresolved;
}

TypeIndex TypeResolver::resolve_builtin(const DeclaredType& type, const TypeUse& use) {
  const auto found = std::ranges::find(builtins(), type.name, &Builtin::name);
  if (found != builtins().end()) return intern({.kind = found->kind, .cpp = type.cpp});
  if (type.name == "void") {
    refuse(Rule::void_value, use, "void is not a value",
           "void may be the whole input or the whole result of a function");
  } else if (is_one_of(type.name, character_types)) {
    refuse(Rule::character_type, use,
           fmt::format("'{}' cannot cross the wire: it could mean a letter or a number",
                       type.spelling),
           "use std::string for text, std::int8_t or std::uint8_t for small numbers");
  } else if (is_one_of(type.name, wide_numbers)) {
    refuse(Rule::number_type, use,
           fmt::format("'{}' cannot cross the wire: JSON readers do not keep its digits",
                       type.spelling),
           "use double or an integer of at most 64 bits");
  } else {
    refuse(Rule::unknown_type, use,
           fmt::format("'{}' cannot cross the wire: vgen has no JSON form for it", type.spelling),
           "use a struct, an enum, a scalar, a string or a container of these");
  }
  return unresolved;
}

TypeIndex TypeResolver::resolve_named(const DeclaredType& type, const TypeUse& use) {
  std::string_view key = type.cpp;
  if (key.starts_with("const ")) key.remove_prefix(6);
  const auto& records = workspace_.declared.records;
  const bool is_library = type.name.starts_with("std::") || type.name.starts_with("boost::") ||
                          type.name.starts_with("vgen::") || type.name.starts_with("nlohmann::");
  const auto found = is_library ? records.end() : records.find(std::string(key));
  if (found == records.end()) return resolve_library(type, use);
  check_arguments(type, found->second, use);
  return resolve_record(found->second, use);
}

/// `Page<Slug>` beside `Page<std::string>`: the rules of Slug would hold for both, or for none.
void TypeResolver::check_arguments(const DeclaredType& type, const frontend::DeclaredRecord& record,
                                   const TypeUse& use) {
  if (same_rules(workspace_.declared, type.arguments, record.arguments)) return;
  refuse(Rule::aliased_argument, use,
         fmt::format(
             "for C++, '{}' is '{}', which the API also uses with other rules for its argument",
             type.spelling, record.cpp),
         "use the same alias for the argument everywhere, or write a separate struct");
}

TypeIndex TypeResolver::resolve_enumeration(const DeclaredType& type, const TypeUse& use) {
  if (const auto known = workspace_.enum_of.find(type.name); known != workspace_.enum_of.end()) {
    return intern({.kind = model::EnumReference{known->second}, .cpp = type.cpp});
  }
  const auto found = workspace_.declared.enums.find(type.name);
  if (found == workspace_.declared.enums.end() || type.name.starts_with("std::"))
    return resolve_library(type, use);
  const frontend::DeclaredEnum& declared = found->second;
  if (declared.enumerators.empty()) {
    refuse(Rule::empty_enum, use,
           fmt::format("'{}' cannot cross the wire: an enum without enumerators has no value",
                       type.spelling),
           "add an enumerator, or use an alias of an integer for a kind of number");
    return unresolved;
  }
  model::Enum made{.name = {},
                   .cpp = declared.name,
                   .cpp_namespace = declared.cpp_namespace,
                   .enumerators = {},
                   .documentation = {},
                   .location = declared.range};
  for (const frontend::DeclaredEnumerator& enumerator : declared.enumerators) {
    made.enumerators.push_back({.name = enumerator.name,
                                .wire_name = enumerator.name,
                                .value = enumerator.value,
                                .documentation = {}});
  }
  const model::EnumIndex index = workspace_.api.enums.size();
  workspace_.enum_of.emplace(type.name, index);
  workspace_.enums.push_back(&declared);
  workspace_.api.enums.push_back(std::move(made));
  return intern({.kind = model::EnumReference{index}, .cpp = type.cpp});
}

/// An alias with documentation or tags is a name of its own.
bool TypeResolver::is_kept(const frontend::DeclaredAlias& alias, const DeclaredType& target) {
  if (alias.target.cpp != target.cpp) return false;  // an instance of an alias template
  if (must_be_transparent(workspace_.declared, target)) {
    workspace_.transparent_aliases.insert(&alias);
    return false;
  }
  const Comment comment = read_comment(alias.comment);
  return !comment.summary.empty() || !comment.tags.empty() || !comment.unknown.empty();
}

TypeIndex TypeResolver::resolve_alias(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const DeclaredType& target = type.arguments.front();
  const auto found = workspace_.declared.aliases.find(type.name);
  if (found != workspace_.declared.aliases.end() && names_variant(found->second, target)) {
    return resolve_variant(target, use, &found->second);
  }
  if (found == workspace_.declared.aliases.end() || !is_kept(found->second, target))
    return resolve(target, use);
  if (const auto known = workspace_.alias_of.find(type.name); known != workspace_.alias_of.end()) {
    return intern({.kind = model::AliasReference{known->second}, .cpp = type.cpp});
  }
  const TypeIndex resolved = resolve(target, {.range = use.range, .position = Position::item});
  if (resolved == unresolved) return unresolved;
  // Recursion may have come by here: struct → alias of a list → struct.
  const auto [entry, is_new] =
      workspace_.alias_of.emplace(type.name, workspace_.api.aliases.size());
  if (is_new) {
    const frontend::DeclaredAlias& declared = found->second;
    workspace_.aliases.push_back(&declared);
    workspace_.api.aliases.push_back({.name = {},
                                      .cpp = declared.name,
                                      .cpp_namespace = declared.cpp_namespace,
                                      .type = resolved,
                                      .constraints = {},
                                      .documentation = {},
                                      .location = declared.range});
  }
  return intern({.kind = model::AliasReference{entry->second}, .cpp = type.cpp});
}

}  // namespace vgen::tool::analysis
