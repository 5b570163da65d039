#include "tools/vgen/analysis/wiring/read_topic.hpp"

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredValue;

void read_replay_last(SettingReader& reader, const DeclaredValue& value, WrittenTopic& into) {
  std::optional<Written<bool>> flag;
  reader.read(value, flag);
  if (flag) into.replay_last = flag->value;
}

void read_presence(SettingReader& reader, const DeclaredValue& value, WrittenTopic& into) {
  const auto* constant = value_as<frontend::VariableValue>(value);
  if (!constant || constant->arguments.size() != 1)
    return reader.refuse(value, "vgen::presence<Member>");
  into.presence = Written<frontend::DeclaredType>{constant->arguments.front(), value.range};
}

constexpr Setting<WrittenTopic> topic_rows[] = {
    {"name", member<&WrittenTopic::name>},
    {"history", member<&WrittenTopic::history>},
    {"replay_last", read_replay_last},
    {"presence", read_presence},
};

void read_reference(SettingReader& reader, const DeclaredValue& value, WrittenTopicRoute& into) {
  const auto* variable = value_as<frontend::VariableValue>(value);
  if (!variable) return reader.refuse(value, "the name of a topic");
  into.topic = Written<std::string>{variable->name, value.range};
}

constexpr Setting<WrittenTopicRoute> route_rows[] = {
    {"topic", read_reference},
    {"permission", member<&WrittenTopicRoute::permission>},
};

}  // namespace

std::span<const Setting<WrittenTopic>> topic_settings() {
  return topic_rows;
}

std::span<const Setting<WrittenTopicRoute>> topic_route_settings() {
  return route_rows;
}

WrittenTopic read_topic(Workspace& workspace, const frontend::DeclaredWiring& wiring,
                        const DeclaredValue& element) {
  WrittenTopic topic{.declared = &wiring};
  topic.is_readable = read_settings(workspace, element, topic_settings(), topic);
  return topic;
}

WrittenTopicRoute read_topic_route(Workspace& workspace, const DeclaredValue& element) {
  WrittenTopicRoute route{.range = element.range};
  route.is_readable = read_settings(workspace, element, topic_route_settings(), route);
  return route;
}

}  // namespace vgen::tool::analysis
