#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <set>
#include <string>
#include <variant>

namespace vgen::tool::emit {

/// Which way a value travels. Input leaves members with a default to the client; output always has
/// them.
enum class Direction { input, output };

/// One of the types of a variant, where it has a schema of its own: the closed object of
/// discriminator and members.
struct AlternativeReference {
  model::VariantIndex variant = 0;
  std::size_t index = 0;

  bool operator==(const AlternativeReference&) const = default;
};

/// A type that has a schema of its own name.
struct NamedType {
  std::variant<model::StructReference, model::EnumReference, model::AliasReference,
               model::VariantReference, AlternativeReference>
      type;
  Direction direction = Direction::output;

  bool operator==(const NamedType&) const = default;
};

/// The name of a type's schema in a direction: `Todo`, or `TodoInput` where its two shapes differ.
std::string schema_name(const model::ApiModel& api, const NamedType& named);

/// Every name that a type of the model has in either direction.
std::set<std::string> schema_names(const model::ApiModel& api);

}  // namespace vgen::tool::emit
