#include "tools/vgen/analysis/wiring/read_channel.hpp"

#include "tools/vgen/analysis/wiring/policy_settings.hpp"
#include "tools/vgen/analysis/wiring/read_topic.hpp"

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredValue;

void read_concurrent(SettingReader& reader, const DeclaredValue& value, WrittenMessage& into) {
  std::optional<Written<bool>> flag;
  reader.read(value, flag);
  if (flag) into.concurrent = flag->value;
}

constexpr Setting<WrittenMessage> message_rows[] = {
    {"value", member<&WrittenMessage::value>},
    {"func", member<&WrittenMessage::func>},
    policy::auth<WrittenMessage>,
    policy::permissions<WrittenMessage>,
    {"concurrent", read_concurrent},
    policy::blocking<WrittenMessage>,
};

WrittenMessage read_message(Workspace& workspace, const DeclaredValue& element) {
  WrittenMessage message;
  message.range = element.range;
  message.is_readable = read_settings(workspace, element, message_settings(), message);
  return message;
}

void read_messages(SettingReader& reader, const DeclaredValue& value, WrittenChannel& into) {
  reader.read_list(value, 32, [&](const DeclaredValue& item) {
    into.routes.push_back(read_message(reader.workspace(), item));
  });
}

void read_topics(SettingReader& reader, const DeclaredValue& value, WrittenChannel& into) {
  reader.read_list(value, 32, [&](const DeclaredValue& item) {
    into.topics.push_back(read_topic_route(reader.workspace(), item));
  });
}

void read_state(SettingReader& reader, const DeclaredValue& value, WrittenChannel& into) {
  const auto* variable = value_as<frontend::VariableValue>(value);
  if (!variable || variable->arguments.size() != 1)
    return reader.refuse(value, "vgen::state<Cursor>");
  into.state = Written<frontend::DeclaredType>{variable->arguments.front(), value.range};
}

void read_slow(SettingReader& reader, const DeclaredValue& value, WrittenChannel& into) {
  const auto* written = value_as<frontend::EnumeratorValue>(value);
  const std::string_view name = written ? std::string_view(written->name) : std::string_view();
  if (name == "close") {
    into.slow = model::Slow::close;
  } else if (name == "drop_oldest") {
    into.slow = model::Slow::drop_oldest;
  } else if (name == "latest") {
    into.slow = model::Slow::latest;
  } else {
    reader.refuse(value, "vgen::Slow::close, drop_oldest or latest");
  }
}

constexpr Setting<WrittenChannel> channel_rows[] = {
    {"name", member<&WrittenChannel::name>},
    {"path", member<&WrittenChannel::path>},
    policy::auth<WrittenChannel>,
    policy::permissions<WrittenChannel>,
    policy::middleware<WrittenChannel>,
    {"on_connect", member<&WrittenChannel::on_connect>},
    {"on_disconnect", member<&WrittenChannel::on_disconnect>},
    {"on_message", member<&WrittenChannel::on_message>},
    {"on_binary", member<&WrittenChannel::on_binary>},
    {"key", member<&WrittenChannel::key>},
    {"routes", read_messages},
    {"topics", read_topics},
    {"state", read_state},
    {"frame_limit", member<&WrittenChannel::frame_limit>},
    {"slow", read_slow},
};

}  // namespace

std::span<const Setting<WrittenChannel>> channel_settings() {
  return channel_rows;
}

std::span<const Setting<WrittenMessage>> message_settings() {
  return message_rows;
}

WrittenChannel read_channel(Workspace& workspace, const DeclaredValue& element) {
  WrittenChannel channel;
  channel.range = element.range;
  channel.is_readable = read_settings(workspace, element, channel_settings(), channel);
  return channel;
}

}  // namespace vgen::tool::analysis
