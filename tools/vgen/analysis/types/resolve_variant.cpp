#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vgen::tool::analysis {

using frontend::DeclaredAlias;
using frontend::DeclaredType;
using model::TypeIndex;
using model::VariantIndex;

/// A variant with an alias is one type wherever the alias stands; one without is a type of its own
/// at each place.
TypeIndex TypeResolver::resolve_variant(const DeclaredType& type, const TypeUse& use,
                                        const DeclaredAlias* alias) {
  const auto known = alias ? workspace_.variant_of.find(alias->name) : workspace_.variant_of.end();
  if (known != workspace_.variant_of.end())
    return intern({.kind = model::VariantReference{known->second}, .cpp = type.cpp});
  const VariantIndex index = add_variant(type, use, alias);
  if (!add_alternatives(index, type, use)) return unresolved;
  return intern({.kind = model::VariantReference{index}, .cpp = type.cpp});
}

VariantIndex TypeResolver::add_variant(const DeclaredType& type, const TypeUse& use,
                                       const DeclaredAlias* alias) {
  const VariantIndex index = workspace_.api.variants.size();
  if (alias)
    workspace_.variant_of.emplace(alias->name, index);  // first, so that recursion ends here
  VariantOrigin origin{.alias = alias};
  model::Variant variant{.name = {},
                         .input_name = {},
                         .cpp = type.cpp,
                         .cpp_namespace = {},
                         .discriminator = {},
                         .alternatives = {},
                         .documentation = {},
                         .location = use.range};
  if (alias) {
    variant.cpp = alias->name;
    variant.cpp_namespace = alias->cpp_namespace;
    variant.location = alias->range;
  } else {
    origin = {.record = owner_.record,
              .member = owner_.member,
              .function = owner_.function,
              .is_input = owner_.is_input,
              .number = ++owner_.variants};
    if (owner_.record) variant.cpp_namespace = workspace_.api.structs[*owner_.record].cpp_namespace;
  }
  workspace_.variants.push_back(origin);
  workspace_.api.variants.push_back(std::move(variant));
  return index;
}

/// Whether all of them are resolved and different.
bool TypeResolver::add_alternatives(VariantIndex index, const DeclaredType& type,
                                    const TypeUse& use) {
  bool is_complete = true;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    const DeclaredType& argument = type.arguments[i];
    const auto same = [&](const DeclaredType& other) { return other.cpp == argument.cpp; };
    if (std::any_of(type.arguments.begin(), type.arguments.begin() + static_cast<std::ptrdiff_t>(i),
                    same)) {
      refuse(Rule::repeated_alternative, use,
             fmt::format("'{}' has '{}' twice", type.spelling, argument.spelling),
             "make each of the two a struct, so that their names show which one is meant");
      return false;
    }
    const TypeIndex resolved = resolve_item(argument, use, fmt::format("<{}>", i));
    is_complete = is_complete && resolved != unresolved;
    if (resolved != unresolved) {
      workspace_.api.variants[index].alternatives.push_back(
          {.type = resolved, .tag = {}, .component = {}, .input_component = {}});
    }
  }
  return is_complete;
}

}  // namespace vgen::tool::analysis
