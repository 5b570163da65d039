#include "tools/vgen/emit/openapi/components.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

Json response_named(const std::string& name) {
  return {{"$ref", "#/components/responses/" + name}};
}

}  // namespace

OpenApiComponents::OpenApiComponents(const model::ApiModel& api,
                                     const std::optional<ProblemForm>& form)
    : SchemaComponents(api, {.discriminator = SchemaStyle::Discriminator::object,
                             .prefix = "#/components/schemas/",
                             .root = {},
                             .time_pattern = "x-pattern"}),
      has_one_problem_(form.has_value()),
      problem_media_type_(form ? form->media_type : "application/problem+json") {
  if (form) use_problem_schema(json_from_text(form->schema));
}

std::string OpenApiComponents::description(const BuiltinProblem& problem) const {
  return has_one_problem_ && problem.type == builtin::validation.type
             ? "The input breaks its rules."
             : std::string(problem.description);
}

Json OpenApiComponents::problem_content(Json schema) const {
  Json content = Json::object();
  content[problem_media_type_]["schema"] = std::move(schema);
  return content;
}

Json OpenApiComponents::response_reference(const BuiltinProblem& problem) {
  const std::string name(problem.name);
  if (!responses_.contains(name)) {
    Json schema =
        problem.type == builtin::validation.type ? problem_reference(problem) : problem_reference();
    responses_[name] = {{"description", description(problem)},
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

}  // namespace vgen::tool::emit
