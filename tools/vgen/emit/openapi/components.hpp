#pragma once

#include "tools/vgen/emit/openapi/problem_schema.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/schema.hpp"

#include <map>
#include <set>
#include <string>

namespace vgen::tool::emit {

/// The components of an OpenAPI document. Each is made at the first reference, so all are used.
class OpenApiComponents {
 public:
  /// `api` must outlive the components.
  explicit OpenApiComponents(const model::ApiModel& api);

  /// Prints schemas whose references lead to these components.
  SchemaPrinter& printer() { return printer_; }

  /// A reference to a schema that belongs to no type: a body of some fields. The name is changed if
  /// a type has it.
  Json schema_reference(const std::string& wanted_name, Json schema);

  /// A reference to the schema of exactly one problem, so that a choice of such problems is
  /// exclusive.
  Json problem_reference(const model::DeclaredError& error);
  Json problem_reference(const BuiltinProblem& problem);

  /// A reference to the schema of any problem.
  Json problem_reference();

  /// A reference to the shared response of a problem of the runtime.
  Json response_reference(const BuiltinProblem& problem);

  /// A reference to the shared response of this name, for any problem.
  Json response_reference(const std::string& name, const std::string& description);

  /// The whole `components` object, sorted by name; empty if there was no reference.
  Json print();

 private:
  std::string free_name(const std::string& wanted_name);
  template <class Schema>
  Json own_reference(const std::string& wanted_name, const Schema& schema);
  Json fault_reference();

  const model::ApiModel& api_;
  SchemaPrinter printer_;
  std::set<std::string> taken_;
  std::map<std::string, std::string>
      own_names_;  ///< The names of vgen's own schemas, by their preferred names.
  std::map<model::StructIndex, std::string> problem_names_;
  std::map<std::string, Json> schemas_;
  std::map<std::string, Json> responses_;
};

/// The `content` of a response with a problem.
Json problem_content(Json schema);

}  // namespace vgen::tool::emit
