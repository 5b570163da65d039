#pragma once

#include "tools/vgen/emit/schema/components.hpp"

#include <map>
#include <string>

namespace vgen::tool::emit {

/// The components of an OpenAPI document. Each is made at the first reference, so all are used.
class OpenApiComponents : public SchemaComponents {
 public:
  /// `api` must outlive the components.
  explicit OpenApiComponents(const model::ApiModel& api);

  /// A reference to the shared response of a problem of the runtime.
  Json response_reference(const BuiltinProblem& problem);

  /// A reference to the shared response of this name, for any problem.
  Json response_reference(const std::string& name, const std::string& description);

  /// The whole `components` object, sorted by name; empty if there was no reference.
  Json print();

 private:
  std::map<std::string, Json> responses_;
};

/// The `content` of a response with a problem.
Json problem_content(Json schema);

}  // namespace vgen::tool::emit
