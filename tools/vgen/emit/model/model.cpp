#include "tools/vgen/emit/model/model.hpp"

#include "tools/vgen/emit/model/types.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/http_methods.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

const char* word(model::SessionUse use) {
  switch (use) {
    case model::SessionUse::none: return "none";
    case model::SessionUse::required: return "required";
    case model::SessionUse::optional: break;
  }
  return "optional";
}

const char* word(model::Place place) {
  switch (place) {
    case model::Place::path: return "path";
    case model::Place::query: return "query";
    case model::Place::header: return "header";
    case model::Place::cookie: return "cookie";
    case model::Place::body: break;
  }
  return "body";
}

const char* word(model::BodyUse use) {
  switch (use) {
    case model::BodyUse::none: return "none";
    case model::BodyUse::fields: return "fields";
    case model::BodyUse::member: return "member";
    case model::BodyUse::whole: break;
  }
  return "whole";
}

const char* word(model::FunctionKind kind) {
  switch (kind) {
    case model::FunctionKind::api: return "api";
    case model::FunctionKind::subscription: return "subscription";
    case model::FunctionKind::channel_open: return "channel_open";
    case model::FunctionKind::channel_close: return "channel_close";
    case model::FunctionKind::channel_message: return "channel_message";
    case model::FunctionKind::task: break;
  }
  return "task";
}

Json printed_function(const model::ApiModel& api, const model::Function& function) {
  const auto type = [&](const std::optional<model::TypeIndex>& index) {
    return index ? model_type(api, *index) : Json(nullptr);
  };
  Json json = Json::object();
  json["name"] = function.name;
  json["cpp"] = function.cpp;
  json["cpp_namespace"] = function.cpp_namespace;
  json["input_name"] = function.input_name;
  json["output_name"] = function.output_name;
  json["input"] = type(function.input);
  json["output"] = type(function.output);
  json["errors"] = Json::array();
  for (const model::DeclaredError& error : function.errors) {
    json["errors"].push_back({{"struct", api.structs.at(error.type).name},
                              {"status", error.status},
                              {"problem_type", error.problem_type},
                              {"title", error.title}});
  }
  json["kind"] = word(function.kind);
  json["session"] = word(function.session);
  json["is_task"] = function.is_task;
  json["has_result"] = function.has_result;
  json["inline_input"] = function.inline_input;
  json["documentation"] = model_documentation(function.documentation);
  json["location"] = model_location(function.location);
  return json;
}

/// A binding's field is named as in C++; its name may be another in its place.
Json printed_bindings(const model::ApiModel& api, model::FunctionIndex function,
                      const std::vector<model::Binding>& bindings) {
  Json list = Json::array();
  for (const model::Binding& binding : bindings) {
    const auto& kind = plain_type(api, api.functions.at(function).input.value())->kind;
    const model::Struct& input = api.structs.at(std::get<model::StructReference>(kind).index);
    list.push_back({{"field", input.fields.at(binding.field).name},
                    {"place", word(binding.place)},
                    {"name", binding.name}});
  }
  return list;
}

/// `{"permissions": [[["a", "b"], ["c"]]], "middleware": ["log"]}`, with what is known of each.
Json printed_guards(const model::Guards& guards) {
  Json permissions = Json::array();
  for (const model::Requirement& requirement : guards.permissions) {
    Json alternatives = Json::array();
    for (const std::vector<model::Permission>& alternative : requirement) {
      Json all = Json::array();
      for (const model::Permission& permission : alternative) {
        all.push_back({{"cpp", permission.cpp},
                       {"is_task", permission.is_task},
                       {"reads_input", permission.reads_input}});
      }
      alternatives.push_back(std::move(all));
    }
    permissions.push_back(std::move(alternatives));
  }
  return {{"permissions", std::move(permissions)}, {"middleware", guards.middleware}};
}

/// What every door has, after its kind.
Json printed_base(const model::ApiModel& api, const char* kind, const model::DoorBase& door) {
  Json json = Json::object();
  json["kind"] = kind;
  json["name"] = door.name;
  json["wire_name"] = door.wire_name;
  json["function"] = api.functions.at(door.function).cpp;
  json["policy"] = {
      {"needs_session", door.policy.needs_session}, {"tags", door.policy.tags},
      {"body_limit", door.policy.body_limit},       {"timeout", door.policy.timeout},
      {"blocking", door.policy.blocking},           {"guards", printed_guards(door.policy.guards)}};
  json["location"] = model_location(door.location);
  return json;
}

Json printed_route(const model::ApiModel& api, const model::HttpRoute& route) {
  Json json = printed_base(api, "http_route", route);
  json["method"] = names_of(route.method).word;
  json["path"] = route.path;
  json["path_parameters"] = route.path_parameters;
  json["bindings"] = printed_bindings(api, route.function, route.bindings);
  if (route.multipart) json["multipart"] = true;
  if (route.form) json["form"] = true;
  if (!route.body_types.empty()) json["body_types"] = route.body_types;
  if (!route.answer_types.empty()) json["answer_types"] = route.answer_types;
  json["body"] = word(route.body);
  json["body_required"] = route.body_required;
  json["status"] = route.status;
  return json;
}

Json printed_door(const model::ApiModel& api, const model::Door& door) {
  return std::visit([&](const model::HttpRoute& route) { return printed_route(api, route); }, door);
}

Json printed_message(const model::ApiModel& api, const model::ChannelMessage& message) {
  return {{"value", message.value},
          {"function", api.functions.at(message.function).cpp},
          {"needs_session", message.needs_session},
          {"concurrent", message.concurrent},
          {"blocking", message.blocking},
          {"is_raw", message.is_raw},
          {"guards", printed_guards(message.guards)},
          {"location", model_location(message.location)}};
}

Json printed_topic_route(const model::ApiModel& api, const model::TopicRoute& route) {
  return {{"topic", api.topics.at(route.topic).cpp},
          {"permission", route.permission.empty() ? Json(nullptr) : Json(route.permission)},
          {"takes_session", route.takes_session},
          {"is_task", route.is_task},
          {"location", model_location(route.location)}};
}

template <class Row, class Printer>
Json printed_rows(const std::vector<Row>& rows, const Printer& printer) {
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(printer(row));
  return list;
}

Json printed_channel(const model::ApiModel& api, const model::Channel& channel) {
  const auto name_of = [&](const std::optional<model::FunctionIndex>& function) {
    return function ? Json(api.functions.at(*function).cpp) : Json(nullptr);
  };
  const auto message = [&](const std::optional<model::ChannelMessage>& written) {
    return written ? printed_message(api, *written) : Json(nullptr);
  };
  Json json = Json::object();
  json["name"] = channel.name;
  json["path"] = channel.path;
  json["path_parameters"] = channel.path_parameters;
  json["key"] = channel.key;
  json["needs_session"] = channel.needs_session;
  json["guards"] = printed_guards(channel.guards);
  json["open"] = name_of(channel.open);
  json["bindings"] =
      channel.open ? printed_bindings(api, *channel.open, channel.bindings) : Json::array();
  json["close"] = name_of(channel.close);
  json["messages"] = printed_rows(
      channel.messages, [&](const auto& written) { return printed_message(api, written); });
  json["message"] = message(channel.message);
  json["binary"] = message(channel.binary);
  json["topics"] = printed_rows(channel.topics, [&](const model::TopicRoute& route) {
    return printed_topic_route(api, route);
  });
  json["state"] = channel.state.empty() ? Json(nullptr) : Json(channel.state);
  json["message_limit"] = channel.message_limit;
  json["slow"] = model::name_of(channel.slow);
  json["location"] = model_location(channel.location);
  return json;
}

Json printed_topic(const model::ApiModel& api, const model::Topic& topic) {
  Json json = Json::object();
  json["name"] = topic.name;
  json["wire_name"] = topic.wire_name;
  json["cpp"] = topic.cpp;
  json["pattern"] = topic.pattern;
  json["parameters"] = printed_rows(topic.parameters, [&](const model::TopicParameter& parameter) {
    return Json{{"name", parameter.name},
                {"type", model_type(api, parameter.type)},
                {"location", model_location(parameter.location)}};
  });
  json["type"] = model_type(api, topic.type);
  json["history"] = topic.history;
  json["replay_last"] = topic.replay_last;
  json["presence"] = topic.presence ? model_type(api, *topic.presence) : Json(nullptr);
  json["documentation"] = model_documentation(topic.documentation);
  json["location"] = model_location(topic.location);
  return json;
}

Json printed_method(const model::ApiModel& api, const model::RpcMethod& method) {
  return {{"name", method.name},
          {"function", api.functions.at(method.function).cpp},
          {"needs_session", method.needs_session},
          {"idempotent", method.idempotent},
          {"blocking", method.blocking},
          {"guards", printed_guards(method.guards)},
          {"location", model_location(method.location)}};
}

Json printed_cron(const model::Cron& cron) {
  const auto values = [](std::uint64_t bits) {
    Json list = Json::array();
    for (; bits != 0; bits &= bits - 1) list.push_back(std::countr_zero(bits));
    return list;
  };
  return {{"seconds", values(cron.seconds)}, {"minutes", values(cron.minutes)},
          {"hours", values(cron.hours)},     {"days", values(cron.days)},
          {"months", values(cron.months)},   {"weekdays", values(cron.weekdays)},
          {"either_day", cron.either_day}};
}

Json printed_schedule(const model::ApiModel& api, const model::Schedule& schedule) {
  return {{"name", schedule.name},
          {"function", api.functions.at(schedule.function).cpp},
          {"text", schedule.text},
          {"cron", printed_cron(schedule.cron)},
          {"zone", schedule.zone.empty() ? Json("UTC") : Json(schedule.zone)},
          {"overlap", schedule.overlap == model::Overlap::queue ? "queue" : "skip"},
          {"missed", schedule.missed == model::Missed::once ? "once" : "none"},
          {"timeout", schedule.timeout},
          {"guards", printed_guards(schedule.guards)},
          {"location", model_location(schedule.location)}};
}

const char* word(model::SchemeKind kind) {
  switch (kind) {
    case model::SchemeKind::bearer_jwt: return "bearer_jwt";
    case model::SchemeKind::bearer: return "bearer";
    case model::SchemeKind::authorization: return "authorization";
    case model::SchemeKind::api_key: return "api_key";
    case model::SchemeKind::cookie: break;
  }
  return "cookie";
}

Json printed_scheme(const model::SecurityScheme& scheme) {
  return {{"kind", word(scheme.kind)},
          {"name", scheme.name},
          {"location", model_location(scheme.location)}};
}

}  // namespace

std::vector<GeneratedFile> emit_model(const model::ApiModel& api, const EmitOptions&) {
  Json json = Json::object();
  json["information"] = {{"title", api.information.title},
                         {"version", api.information.version},
                         {"description", api.information.description}};
  json["policies"] = {{"ignore_unknown_members", api.policies.ignore_unknown_members},
                      {"null_as_absent", api.policies.null_as_absent}};
  json["headers"] = api.headers;
  json["cpp_namespace"] = api.cpp_namespace;
  json["urn"] = api.urn;
  json["services"] = api.services;
  json["session"] = api.session;
  json["functions"] = printed_rows(
      api.functions, [&](const auto& function) { return printed_function(api, function); });
  json["doors"] =
      printed_rows(api.doors, [&](const auto& door) { return printed_door(api, door); });
  json["channels"] = printed_rows(
      api.channels, [&](const auto& channel) { return printed_channel(api, channel); });
  json["topics"] =
      printed_rows(api.topics, [&](const auto& topic) { return printed_topic(api, topic); });
  json["rpc"] =
      printed_rows(api.rpc, [&](const auto& method) { return printed_method(api, method); });
  json["schedules"] = printed_rows(
      api.schedules, [&](const auto& schedule) { return printed_schedule(api, schedule); });
  json["security"] = printed_rows(api.security, printed_scheme);
  json["structs"] =
      printed_rows(api.structs, [&](const auto& type) { return model_struct(api, type); });
  json["enums"] = printed_rows(api.enums, model_enum);
  json["aliases"] =
      printed_rows(api.aliases, [&](const auto& alias) { return model_alias(api, alias); });
  json["variants"] =
      printed_rows(api.variants, [&](const auto& variant) { return model_variant(api, variant); });
  return {{.path = "model.json", .text = print_json(json)}};
}

}  // namespace vgen::tool::emit
