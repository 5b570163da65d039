#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/problem_schema.hpp"
#include "tools/vgen/emit/schema/schema.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace vgen::tool::emit {

/// The schemas with names of a document. Each is made at the first reference, so all are used.
class SchemaComponents {
 public:
  /// `api` must outlive the components. `style` has the prefix of references.
  SchemaComponents(const model::ApiModel& api, const SchemaStyle& style);

  /// All problems have this schema instead of those of the runtime. Before the first reference.
  void use_problem_schema(Json schema) { problem_schema_ = std::move(schema); }

  /// Prints schemas whose references lead to these components.
  SchemaPrinter& printer() { return printer_; }

  /// A reference to a schema that belongs to no type: a body of some fields. The name is changed if
  /// a type has it.
  Json schema_reference(const std::string& wanted_name, Json schema);

  /// A reference to one of vgen's own schemas. `make` makes it at the first reference.
  Json own_reference(const std::string& wanted_name, const std::function<Json()>& make);

  /// A reference to the schema of exactly one problem, so that a choice of such problems is
  /// exclusive.
  Json problem_reference(const model::DeclaredError& error);
  Json problem_reference(const BuiltinProblem& problem);

  /// A reference to the schema of any problem.
  Json problem_reference();

  /// All schemas that have references, by their names.
  std::map<std::string, Json> schemas();

 private:
  std::string free_name(const std::string& wanted_name);
  [[nodiscard]] Json reference_to(const std::string& name) const;
  Json fault_reference();
  /// A reference to the schema that all problems have; none if each has its own.
  std::optional<Json> common_problem();

  const model::ApiModel& api_;
  SchemaPrinter printer_;
  std::optional<Json> problem_schema_;
  std::set<std::string> taken_;
  std::map<std::string, std::string>
      own_names_;  ///< The names of vgen's own schemas, by their preferred names.
  std::map<model::StructIndex, std::string> problem_names_;
  std::map<std::string, Json> schemas_;
};

}  // namespace vgen::tool::emit
