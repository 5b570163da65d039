#include "tools/vgen/emit/openapi/components.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

Json response_named(const std::string& name) {
  return {{"$ref", "#/components/responses/" + name}};
}

}  // namespace

OpenApiComponents::OpenApiComponents(const model::ApiModel& api)
    : SchemaComponents(api, {.discriminator = SchemaStyle::Discriminator::object,
                             .prefix = "#/components/schemas/",
                             .root = {},
                             .time_pattern = "x-pattern"}) {}

Json OpenApiComponents::response_reference(const BuiltinProblem& problem) {
  const std::string name(problem.name);
  if (!responses_.contains(name)) {
    Json schema =
        problem.type == builtin::validation.type ? problem_reference(problem) : problem_reference();
    responses_[name] = {{"description", problem.description},
                        {"content", problem_content(std::move(schema))}};
  }
  return response_named(name);
}

Json OpenApiComponents::response_reference(const std::string& name,
                                           const std::string& description) {
  if (!responses_.contains(name))
    responses_[name] = {{"description", description},
                        {"content", problem_content(problem_reference())}};
  return response_named(name);
}

Json OpenApiComponents::print() {
  Json components = Json::object();
  for (auto& [name, schema] : schemas()) components["schemas"][name] = std::move(schema);
  for (const auto& [name, response] : responses_) components["responses"][name] = response;
  return components;
}

Json problem_content(Json schema) {
  Json content = Json::object();
  content["application/problem+json"]["schema"] = std::move(schema);
  return content;
}

}  // namespace vgen::tool::emit
