#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <utility>
#include <vector>

namespace vgen::tool::test {

/// Makes models by hand, for tests that need only types.
struct ModelBuilder {
  model::ApiModel api;

  template <class Kind>
  model::TypeIndex type(Kind kind, std::string cpp = {}) {
    api.types.push_back({std::move(kind), std::move(cpp)});
    return api.types.size() - 1;
  }

  model::TypeIndex alias(std::string name, model::TypeIndex type,
                         model::Constraints constraints = {}) {
    api.aliases.push_back({.name = std::move(name),
                           .cpp = {},
                           .cpp_namespace = {},
                           .type = type,
                           .constraints = std::move(constraints),
                           .documentation = {},
                           .location = {}});
    return this->type(model::AliasReference{api.aliases.size() - 1});
  }

  model::TypeIndex record(std::string name, std::vector<model::Field> fields) {
    model::Struct made;
    made.name = made.input_name = std::move(name);
    made.fields = std::move(fields);
    api.structs.push_back(std::move(made));
    return type(model::StructReference{api.structs.size() - 1});
  }

  /// Alternatives with a tag have the component name + tag.
  model::TypeIndex variant(std::string name, std::string discriminator,
                           std::vector<model::Alternative> alternatives) {
    model::Variant made;
    made.name = made.input_name = std::move(name);
    made.discriminator = std::move(discriminator);
    made.alternatives = std::move(alternatives);
    for (model::Alternative& alternative : made.alternatives) {
      if (!alternative.tag.empty())
        alternative.component = alternative.input_component = made.name + alternative.tag;
    }
    api.variants.push_back(std::move(made));
    return type(model::VariantReference{api.variants.size() - 1});
  }
};

inline model::Field field(std::string name, model::TypeIndex type,
                          model::Constraints constraints = {}) {
  model::Field made;
  made.name = made.wire_name = std::move(name);
  made.type = type;
  made.constraints = std::move(constraints);
  return made;
}

inline model::Field optional(model::Field made) {
  made.optional = true;
  return made;
}

}  // namespace vgen::tool::test
