#include "tools/vgen/emit/wire_facts.hpp"

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace vgen::tool::emit {
const model::Struct& struct_of_alternative(const model::ApiModel& api,
                                           const model::Alternative& alternative) {
  return api.structs.at(alternative_struct(api, alternative.type).value());
}

model::Documentation alternative_documentation(const model::Variant& variant,
                                               const model::Alternative& alternative,
                                               const model::Struct& type) {
  model::Documentation documentation = type.documentation;
  for (std::string& example : documentation.examples) {
    const std::string_view members =
        std::string_view(example).substr(std::min(example.find('{'), example.size()));
    if (members.empty()) continue;  // no object; analysis has refused it
    const bool has_members = members.find_first_not_of(" \t\n", 1) != members.find('}');
    example = fmt::format("{{{}:{}{}{}", Json(variant.discriminator).dump(),
                          Json(alternative.tag).dump(), has_members ? "," : "", members.substr(1));
  }
  return documentation;
}

bool holds_structs_only(const model::ApiModel& api, const model::Variant& variant) {
  return std::ranges::all_of(variant.alternatives, [&](const model::Alternative& alternative) {
    return std::holds_alternative<model::StructReference>(plain_type(api, alternative.type)->kind);
  });
}

bool is_always_object(const model::ApiModel& api, model::TypeIndex type) {
  if (accepts_null(api, type)) return false;
  const model::Type& plain = *plain_type(api, type);
  if (const auto* reference = std::get_if<model::VariantReference>(&plain.kind)) {
    return std::ranges::all_of(
        api.variants.at(reference->index).alternatives,
        [&](const model::Alternative& one) { return is_always_object(api, one.type); });
  }
  return facts_of(plain).form == model::JsonForm::object;
}

bool is_whole_message(const model::ApiModel& api, model::TypeIndex input) {
  return is_always_object(api, input) ||
         std::holds_alternative<model::Any>(model::plain_type(api, input)->kind);
}

std::vector<model::FunctionIndex> senders(const model::ApiModel& api,
                                          const model::Channel& channel) {
  std::vector<model::FunctionIndex> found;
  const auto add = [&](model::FunctionIndex index) {
    const model::Function& function = api.functions.at(index);
    if (function.kind != model::FunctionKind::api && function.output) found.push_back(index);
  };
  if (channel.open) add(*channel.open);
  if (channel.close) add(*channel.close);
  for (const model::ChannelMessage& message : channel.messages) add(message.function);
  if (channel.message) add(channel.message->function);
  if (channel.binary) add(channel.binary->function);
  return found;
}

std::vector<model::TopicIndex> carried_topics(const model::ApiModel& api,
                                              const model::Channel& channel) {
  const auto has_topic = [](const model::Channel& one, model::TopicIndex index) {
    return std::ranges::find(one.topics, index, &model::TopicRoute::topic) != one.topics.end();
  };
  std::vector<model::TopicIndex> topics;
  for (model::TopicIndex index = 0; index < api.topics.size(); ++index) {
    const bool is_of_none = std::ranges::none_of(
        api.channels, [&](const model::Channel& other) { return has_topic(other, index); });
    if (is_of_none || has_topic(channel, index)) topics.push_back(index);
  }
  return topics;
}

bool has_sockets(const model::ApiModel& api) {
  return !api.channels.empty() || !api.rpc.empty();
}

bool has_presence(const model::ApiModel& api, const model::Channel& channel) {
  return std::ranges::any_of(channel.topics, [&](const model::TopicRoute& route) {
    return api.topics[route.topic].presence.has_value();
  });
}

bool has_presence(const model::ApiModel& api) {
  return std::ranges::any_of(
      api.channels, [&](const model::Channel& channel) { return has_presence(api, channel); });
}

bool is_stream(const model::ApiModel& api, const model::HttpRoute& route) {
  return api.functions.at(route.function).kind == model::FunctionKind::subscription;
}

bool has_media(const model::HttpRoute& route) {
  return !route.body_types.empty() || !route.answer_types.empty();
}

const model::Field& body_field(const model::ApiModel& api, const model::HttpRoute& route) {
  const auto binding =
      std::ranges::find(route.bindings, model::Place::body, &model::Binding::place);
  return input_struct(api, api.functions.at(route.function))->fields.at(binding->field);
}

model::TypeIndex body_type(const model::ApiModel& api, const model::HttpRoute& route) {
  return route.body == model::BodyUse::member ? body_field(api, route).type
                                              : api.functions.at(route.function).input.value();
}

std::string usual_body_type(const model::ApiModel& api, const model::HttpRoute& route) {
  for (const std::string& type : route.body_types) {
    if (!type.ends_with("/*")) return type;
  }
  return is_text(api, body_type(api, route)) ? "text/plain" : "application/octet-stream";
}

bool is_text(const model::ApiModel& api, model::TypeIndex type) {
  return value_kind(api, type) == model::ValueKind::string;
}

bool has_streams(const model::ApiModel& api) {
  bool has_one = false;
  model::for_each_door(api.doors, [&](const model::HttpRoute& route) {
    has_one = has_one || is_stream(api, route);
  });
  return has_one;
}

std::vector<bool> value_structs(const model::ApiModel& api) {
  std::vector<bool> found(api.structs.size());
  for (const model::Function& function : api.functions) {
    if (function.input) reach_structs(api, *function.input, found);
    if (function.output) reach_structs(api, *function.output, found);
    for (const model::DeclaredError& error : function.errors) {
      for (const model::Field& field : api.structs.at(error.type).fields)
        reach_structs(api, field.type, found);
    }
  }
  for (const model::Topic& topic : api.topics) {
    reach_structs(api, topic.type, found);
    if (topic.presence) reach_structs(api, *topic.presence, found);
  }
  return found;
}

}  // namespace vgen::tool::emit
