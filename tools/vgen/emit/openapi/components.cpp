#include "tools/vgen/emit/openapi/components.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

constexpr const char* schema_prefix = "#/components/schemas/";
constexpr const char* response_prefix = "#/components/responses/";

Json reference_to(const std::string& prefix, const std::string& name) {
  return {{"$ref", prefix + name}};
}

}  // namespace

OpenApiComponents::OpenApiComponents(const model::ApiModel& api)
    : api_(api),
      printer_(api, {.discriminator = SchemaStyle::Discriminator::object,
                     .prefix = schema_prefix,
                     .root = {},
                     .time_pattern = "x-pattern"}),
      taken_(schema_names(api)) {
  // The author's names have priority: an error named Unauthorized keeps UnauthorizedProblem.
  for (const model::Function& function : api.functions) {
    for (const model::DeclaredError& error : function.errors) {
      if (!problem_names_.contains(error.type))
        problem_names_[error.type] = free_name(problem_name(api, error));
    }
  }
}

std::string OpenApiComponents::free_name(const std::string& wanted_name) {
  std::string name = wanted_name;
  for (int number = 2; !taken_.insert(name).second; ++number)
    name = wanted_name + std::to_string(number);
  return name;
}

Json OpenApiComponents::schema_reference(const std::string& wanted_name, Json schema) {
  const std::string name = free_name(wanted_name);
  schemas_.emplace(name, std::move(schema));
  return reference_to(schema_prefix, name);
}

Json OpenApiComponents::problem_reference(const model::DeclaredError& error) {
  const std::string& name = problem_names_.at(error.type);
  if (!schemas_.contains(name)) schemas_.emplace(name, problem_schema(printer_, api_, error));
  return reference_to(schema_prefix, name);
}

/// A reference to one of vgen's own schemas. `schema()` makes it at the first reference.
template <class Schema>
Json OpenApiComponents::own_reference(const std::string& wanted_name, const Schema& schema) {
  const auto [entry, is_new] = own_names_.try_emplace(wanted_name);
  if (is_new) {
    entry->second = free_name(wanted_name);
    schemas_.emplace(entry->second, schema());
  }
  return reference_to(schema_prefix, entry->second);
}

Json OpenApiComponents::fault_reference() {
  return own_reference("Fault", fault_schema);
}

Json OpenApiComponents::problem_reference(const BuiltinProblem& problem) {
  const Json fault = problem.has_faults ? fault_reference() : Json();
  return own_reference(std::string(problem.name) + "Problem",
                       [&] { return problem_schema(problem, fault); });
}

Json OpenApiComponents::problem_reference() {
  return own_reference("Problem", [&] { return problem_schema(fault_reference()); });
}

Json OpenApiComponents::response_reference(const BuiltinProblem& problem) {
  const std::string name(problem.name);
  if (!responses_.contains(name)) {
    Json schema =
        problem.type == builtin::validation.type ? problem_reference(problem) : problem_reference();
    responses_[name] = {{"description", problem.description},
                        {"content", problem_content(std::move(schema))}};
  }
  return reference_to(response_prefix, name);
}

Json OpenApiComponents::response_reference(const std::string& name,
                                           const std::string& description) {
  if (!responses_.contains(name))
    responses_[name] = {{"description", description},
                        {"content", problem_content(problem_reference())}};
  return reference_to(response_prefix, name);
}

Json OpenApiComponents::print() {
  std::map<std::string, Json> schemas = printer_.definitions();
  schemas.insert(schemas_.begin(), schemas_.end());
  Json components = Json::object();
  for (auto& [name, schema] : schemas) components["schemas"][name] = std::move(schema);
  for (const auto& [name, response] : responses_) components["responses"][name] = response;
  return components;
}

Json problem_content(Json schema) {
  Json content = Json::object();
  content["application/problem+json"]["schema"] = std::move(schema);
  return content;
}

}  // namespace vgen::tool::emit
