#include "tools/vgen/emit/schema/components.hpp"

#include <utility>

namespace vgen::tool::emit {

SchemaComponents::SchemaComponents(const model::ApiModel& api, const SchemaStyle& style)
    : api_(api), printer_(api, style), taken_(schema_names(api)) {
  // The author's names have priority: an error named Unauthorized keeps UnauthorizedProblem.
  for (const model::Function& function : api.functions) {
    for (const model::DeclaredError& error : function.errors) {
      if (!problem_names_.contains(error.type))
        problem_names_[error.type] = free_name(problem_name(api, error));
    }
  }
}

std::string SchemaComponents::free_name(const std::string& wanted_name) {
  std::string name = wanted_name;
  for (int number = 2; !taken_.insert(name).second; ++number)
    name = wanted_name + std::to_string(number);
  return name;
}

Json SchemaComponents::reference_to(const std::string& name) const {
  return {{"$ref", printer_.style().prefix + name}};
}

Json SchemaComponents::schema_reference(const std::string& wanted_name, Json schema) {
  const std::string name = free_name(wanted_name);
  schemas_.emplace(name, std::move(schema));
  return reference_to(name);
}

Json SchemaComponents::problem_reference(const model::DeclaredError& error) {
  if (std::optional<Json> common = common_problem()) return *std::move(common);
  const std::string& name = problem_names_.at(error.type);
  if (!schemas_.contains(name)) schemas_.emplace(name, problem_schema(printer_, api_, error));
  return reference_to(name);
}

Json SchemaComponents::own_reference(const std::string& wanted_name,
                                     const std::function<Json()>& make) {
  const auto [entry, is_new] = own_names_.try_emplace(wanted_name);
  if (is_new) {
    entry->second = free_name(wanted_name);
    schemas_.emplace(entry->second, make());
  }
  return reference_to(entry->second);
}

Json SchemaComponents::fault_reference() {
  return own_reference("Fault", fault_schema);
}

Json SchemaComponents::problem_reference(const BuiltinProblem& problem) {
  if (std::optional<Json> common = common_problem()) return *std::move(common);
  const Json fault = problem.has_faults ? fault_reference() : Json();
  return own_reference(std::string(problem.name) + "Problem",
                       [&] { return problem_schema(problem, fault); });
}

std::optional<Json> SchemaComponents::common_problem() {
  if (!problem_schema_) return std::nullopt;
  return own_reference("Problem", [&] { return *problem_schema_; });
}

Json SchemaComponents::problem_reference() {
  if (std::optional<Json> common = common_problem()) return *std::move(common);
  return own_reference("Problem", [&] { return problem_schema(fault_reference()); });
}

std::map<std::string, Json> SchemaComponents::schemas() {
  std::map<std::string, Json> all = printer_.definitions();
  all.insert(schemas_.begin(), schemas_.end());
  return all;
}

}  // namespace vgen::tool::emit
