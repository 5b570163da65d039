#include "tools/vgen/emit/schema/problem_schema.hpp"

#include "tools/vgen/emit/schema/constraints.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

Json typed(std::string_view type) {
  return {{"type", type}};
}

Json constant(std::string_view type, Json value) {
  Json schema = typed(type);
  append_constant(schema, std::move(value));
  return schema;
}

/// The members of every problem. The general problem describes them; the others describe only what
/// is different.
Json common_members(Json type, Json status) {
  Json members = Json::object();
  members["type"] = std::move(type);
  members["title"] = typed("string");
  members["status"] = std::move(status);
  members["detail"] = typed("string");
  members["instance"] = {{"type", "string"}, {"format", "uri-reference"}};
  members["request_id"] = typed("string");
  return members;
}

Json described(std::string_view description, const Json& schema) {
  Json json = {{"description", description}};
  json.update(schema);
  return json;
}

Json closed_object(std::string_view description, Json members, Json required) {
  Json schema = Json::object();
  if (!description.empty()) schema["description"] = description;
  schema["type"] = "object";
  schema["properties"] = std::move(members);
  schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

Json required_members() {
  return {"type", "title", "status"};
}

Json list_of_faults(const Json& fault) {
  return {{"description", "The faults of the input."}, {"type", "array"}, {"items", fault}};
}

}  // namespace

Json fault_schema() {
  Json members = Json::object();
  members["in"] = described("Where the value was read.", typed("string"));
  members["in"]["enum"] = {"body", "query", "path", "header", "cookie", "message", "params"};
  members["pointer"] = described(
      "The place in the input as a JSON Pointer; empty for the whole input.", typed("string"));
  members["code"] =
      described("The rule that was broken: a keyword of JSON Schema or one of vgen's own codes.",
                typed("string"));
  members["message"] = described("The fault, for people.", typed("string"));
  members["limit"] = {{"description", "What the rule requires."}};
  return closed_object("One fault of an input.", std::move(members),
                       {"in", "pointer", "code", "message"});
}

Json problem_schema(const Json& fault) {
  Json members = common_members({{"type", "string"}, {"format", "uri-reference"}},
                                {{"type", "integer"}, {"minimum", 400}, {"maximum", 599}});
  const auto explain = [&](const char* member, std::string_view text) {
    members[member] = described(text, members[member]);
  };
  explain("type", "The kind of problem, for programs.");
  explain("title", "The kind of problem, for people.");
  explain("status", "The status of the response.");
  explain("detail", "What went wrong this time.");
  explain("instance", "A URI for this occurrence.");
  explain("request_id", "The id of the request in the server's log.");
  members["errors"] = list_of_faults(fault);
  return closed_object("Why a request failed (RFC 9457).", std::move(members), required_members());
}

Json problem_schema(const BuiltinProblem& problem, const Json& fault) {
  Json members =
      common_members(constant("string", problem.type), constant("integer", problem.status));
  Json required = required_members();
  if (problem.has_faults) members["errors"] = list_of_faults(fault);
  if (problem.type == builtin::validation.type) required.push_back("errors");
  return closed_object(problem.description, std::move(members), std::move(required));
}

Json problem_schema(SchemaPrinter& printer, const model::ApiModel& api,
                    const model::DeclaredError& error) {
  const model::Struct& type = api.structs.at(error.type);
  Json members =
      common_members(constant("string", error.problem_type), constant("integer", error.status));
  members["title"]["examples"].push_back(error.title);
  Json required = required_members();
  for (const model::Field& field : type.fields) {
    members[field.wire_name] = printer.field(field, Direction::output);
    if (field.required_in_output()) required.push_back(field.wire_name);
  }
  Json schema = Json::object();
  append_documentation(schema, type.documentation);
  schema.update(closed_object({}, std::move(members), std::move(required)));
  return schema;
}

std::string problem_name(const model::ApiModel& api, const model::DeclaredError& error) {
  return api.structs.at(error.type).name + "Problem";
}

}  // namespace vgen::tool::emit
