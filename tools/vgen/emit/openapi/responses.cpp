#include "tools/vgen/emit/openapi/operation.hpp"

#include "tools/vgen/emit/openapi/stream.hpp"
#include "tools/vgen/emit/wire_facts.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// A problem that an operation may answer.
struct Answer {
  std::string type;  ///< `urn:todo:not-found`
  std::string description;
  Json schema;
  const BuiltinProblem* builtin = nullptr;  ///< Null for a declared error.
};

using AnswersByStatus = std::map<int, std::vector<Answer>>;

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No content";
    default: return "Success";
  }
}

Json success(const model::ApiModel& api, const model::HttpRoute& operation,
             OpenApiComponents& components) {
  const model::Function& function = api.functions.at(operation.function);
  Json response = {{"description", reason(operation.status)}};
  if (is_stream(api, operation)) {
    response["content"] = openapi_stream_content(api, function, components);
  } else if (Json content = openapi_answer_content(api, operation, components);
             !content.is_null()) {
    response["content"] = std::move(content);
  }
  return response;
}

std::string error_description(const model::ApiModel& api, const model::DeclaredError& error) {
  std::string text = description_text(api.structs.at(error.type).documentation);
  return text.empty() ? error.title + "." : text;
}

/// Whether a request of a page of another site is refused: one that browsers send without asking,
/// or one that a cookie may give a session to.
bool refuses_foreign_pages(const model::ApiModel& api, const model::HttpRoute& operation) {
  if (operation.multipart || operation.form || !operation.body_types.empty()) return true;
  const bool is_safe =
      operation.method == model::HttpMethod::get || operation.method == model::HttpMethod::query;
  return !is_safe && std::ranges::find(api.security, model::SchemeKind::cookie,
                                       &model::SecurityScheme::kind) != api.security.end();
}

AnswersByStatus answers(const model::ApiModel& api, const model::HttpRoute& operation,
                        OpenApiComponents& components) {
  AnswersByStatus found;
  for (const model::DeclaredError& error : api.functions.at(operation.function).errors) {
    found[error.status].push_back(
        {error.problem_type, error_description(api, error), components.problem_reference(error)});
  }
  const auto add = [&](const BuiltinProblem& problem) {
    found[problem.status].push_back(
        {std::string(problem.type), components.description(problem), {}, &problem});
  };
  if (operation.body != model::BodyUse::none) {
    if (operation.body_types.empty()) add(builtin::malformed);
    add(builtin::payload_too_large);
    add(builtin::unsupported_media_type);
  }
  if (operation.policy.needs_session) add(builtin::unauthorized);
  if (!operation.policy.guards.permissions.empty() || refuses_foreign_pages(api, operation))
    add(builtin::forbidden);
  if (!operation.answer_types.empty()) add(builtin::not_acceptable);
  if (operation.body != model::BodyUse::none || !operation.bindings.empty())
    add(builtin::validation);
  return found;
}

/// Several problems of one status, distinguished by their types, if they have some.
Json choice(const std::vector<Answer>& answers, OpenApiComponents& components) {
  Json response = Json::object();
  Json schema = Json::object();
  Json mapping = Json::object();
  std::string description;
  for (const Answer& answer : answers) {
    Json reference =
        answer.builtin != nullptr ? components.problem_reference(*answer.builtin) : answer.schema;
    description += (description.empty() ? "- " : "\n- ") + answer.description;
    if (components.has_one_problem()) {
      schema = std::move(reference);
      continue;
    }
    mapping[answer.type] = reference["$ref"];
    schema["oneOf"].push_back(std::move(reference));
  }
  if (!components.has_one_problem())
    schema["discriminator"] = {{"propertyName", "type"}, {"mapping", std::move(mapping)}};
  response["description"] = std::move(description);
  response["content"] = components.problem_content(std::move(schema));
  return response;
}

Json response(const std::vector<Answer>& answers, OpenApiComponents& components) {
  if (answers.size() > 1) return choice(answers, components);
  const Answer& answer = answers.front();
  if (answer.builtin != nullptr) return components.response_reference(*answer.builtin);
  return {{"description", answer.description},
          {"content", components.problem_content(answer.schema)}};
}

}  // namespace

Json openapi_responses(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components) {
  Json responses = Json::object();
  responses[std::to_string(operation.status)] = success(api, operation, components);
  if (is_stream(api, operation)) responses["204"] = openapi_ended_stream();
  for (const auto& [status, problems] : answers(api, operation, components)) {
    responses[std::to_string(status)] = response(problems, components);
  }
  // Any operation may reach a limit, a deadline or a fault of the server. These answers have no
  // members of their own. Some code generators do not know the keys `4XX` and `5XX`.
  responses["default"] = components.response_reference(
      "Failed", std::string("The request was refused or the server failed for another reason") +
                    (components.has_one_problem() ? "." : ", which `type` names."));
  return responses;
}

}  // namespace vgen::tool::emit
