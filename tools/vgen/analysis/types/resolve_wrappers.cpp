#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

/// Types that say whether a value is there, or how it is owned.
namespace vgen::tool::analysis {

using frontend::DeclaredType;
using model::TypeIndex;

bool TypeResolver::can_be_absent_here(const DeclaredType& type, const TypeUse& use) {
  if (use.position == Position::member) return true;
  refuse(Rule::misplaced_optional, use,
         fmt::format("'{}' can only be a member of a struct: nothing else can be absent",
                     type.spelling),
         use.position == Position::whole
             ? "declare an error for the missing value: vgen::Result<T, NotFound>"
             : "leave absent values out of the container, or use vgen::Nullable for null");
  return false;
}

TypeIndex TypeResolver::resolve_optional(const DeclaredType& type, const TypeUse& use) {
  if (!can_be_absent_here(type, use) || type.arguments.empty()) return unresolved;
  const TypeIndex value = resolve_item(type.arguments.front(), use, "");
  return value == unresolved ? unresolved
                             : intern({.kind = model::Optional{value}, .cpp = type.cpp});
}

/// What is wrapped so that null says something of it: it must not take null itself.
TypeIndex TypeResolver::resolve_present(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex value = resolve_item(type.arguments.front(), use, "");
  if (value == unresolved || !accepts_null(workspace_.api, value)) return value;
  refuse(Rule::double_null, use,
         fmt::format("'{}' would give null two meanings: '{}' already accepts null", type.spelling,
                     type.arguments.front().spelling),
         fmt::format("use '{}' alone", type.arguments.front().spelling));
  return unresolved;
}

TypeIndex TypeResolver::resolve_nullable(const DeclaredType& type, const TypeUse& use) {
  const TypeIndex value = resolve_present(type, use);
  return value == unresolved ? unresolved
                             : intern({.kind = model::Nullable{value}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_patch(const DeclaredType& type, const TypeUse& use) {
  if (!can_be_absent_here(type, use)) return unresolved;
  const TypeIndex value = resolve_present(type, use);
  return value == unresolved ? unresolved : intern({.kind = model::Patch{value}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_box(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex value = resolve_item(type.arguments.front(), use, "");
  if (value == unresolved) return unresolved;
  const bool may_be_empty = type.name == "std::unique_ptr";
  return intern(
      {.kind = model::Box{.value = value, .may_be_empty = may_be_empty}, .cpp = type.cpp});
}

}  // namespace vgen::tool::analysis
