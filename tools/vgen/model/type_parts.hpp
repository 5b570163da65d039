#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <vector>

/// What types are made of, and what can be reached through them.
namespace vgen::tool::model {

/// The types that a type is made of: items, keys, values, alternatives, what an alias stands for.
/// The members of a struct are no parts.
std::vector<TypeIndex> parts(const ApiModel& api, const Type& type);

/// The structs, variants and enums that a type is made of, itself included, in the order of the
/// parts. Members of structs are not looked at. Empty for an unresolved type.
struct Contents {
  std::vector<StructIndex> structs;
  std::vector<VariantIndex> variants;
  std::vector<EnumIndex> enums;

  bool operator==(const Contents&) const = default;
};
Contents contents_of(const ApiModel& api, TypeIndex type);

/// Whether the input shape of a type has another name than its output: it is made of a struct or a
/// variant that has two names. The alternatives of a variant do not matter, its names say it all.
/// False for an unresolved type.
bool has_input_shape(const ApiModel& api, TypeIndex type);

/// Adds to `found`, one entry for each struct, those that a type leads to, also through members.
/// What is in it already is not followed again.
void reach_structs(const ApiModel& api, TypeIndex type, std::vector<bool>& found);

/// Whether a type or one of its parts is a file. False for an unresolved type.
bool holds_file(const ApiModel& api, TypeIndex type);

/// Whether a type or one of its parts is a view of memory that something else owns: it can be
/// written, not read. False for an unresolved type.
bool holds_view(const ApiModel& api, TypeIndex type);

}  // namespace vgen::tool::model
