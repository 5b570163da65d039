#include "tools/vgen/emit/openapi/stream.hpp"

#include "tools/vgen/emit/wire_facts.hpp"

#include <utility>

namespace vgen::tool::emit {
namespace {

/// A text that is JSON.
Json json_text(Json schema) {
  return {{"type", "string"},
          {"contentMediaType", "application/json"},
          {"contentSchema", std::move(schema)}};
}

/// A server-sent event as an object of its fields, as OpenAPI 3.2 describes it.
Json event_schema(const std::string& description, Json properties, Json required) {
  return {{"type", "object"},
          {"description", description},
          {"properties", std::move(properties)},
          {"required", std::move(required)}};
}

/// The items, and how a stream ends. See runtime/include/vgen/dispatch/http_stream.hpp.
Json events_schema(Json item, OpenApiComponents& components) {
  Json any_of = Json::array();
  any_of.push_back(event_schema("An item.",
                                {{"event", {{"const", "message"}}},
                                 {"id", {{"type", "string"}}},
                                 {"data", json_text(std::move(item))}},
                                Json::array({"data"})));
  any_of.push_back(event_schema(
      "The stream has failed and ends.",
      {{"event", {{"const", "problem"}}}, {"data", json_text(components.problem_reference())}},
      Json::array({"event", "data"})));
  any_of.push_back(event_schema(
      "The stream has ended: do not connect again.",
      {{"event", {{"const", "close"}}}, {"id", {{"const", ".close"}}}, {"data", {{"const", "{}"}}}},
      Json::array({"event", "id", "data"})));
  return {{"anyOf", std::move(any_of)}};
}

/// The content of one media type.
Json items(const std::string& version, Json schema) {
  return {{version == "3.1" ? "schema" : "itemSchema", std::move(schema)}};
}

}  // namespace

std::string openapi_version(const model::ApiModel& api) {
  if (!api.policies.openapi_version.empty()) return api.policies.openapi_version;
  bool has_query = false;
  model::for_each_door(api.doors, [&](const model::HttpRoute& route) {
    has_query = has_query || route.method == model::HttpMethod::query;
  });
  return has_streams(api) || has_query ? "3.2" : "3.1";
}

Json openapi_stream_content(const model::ApiModel& api, const model::Function& function,
                            OpenApiComponents& components) {
  const std::string version = openapi_version(api);
  const Json item = components.printer().type(function.output.value(), Direction::output);
  Json content = Json::object();
  content["text/event-stream"] = items(version, events_schema(item, components));
  content["application/jsonl"] = items(version, item);
  return content;
}

Json openapi_last_event_id() {
  return {{"name", "Last-Event-ID"},
          {"in", "header"},
          {"description", "The id of the last item that the client got, to continue after it."},
          {"schema", {{"type", "string"}}}};
}

Json openapi_ended_stream() {
  return {{"description", "The stream that the client wants to continue has ended."}};
}

}  // namespace vgen::tool::emit
