#include "tools/vgen/emit/asyncapi/parts.hpp"

#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <utility>

namespace vgen::tool::emit {
namespace {

std::string free_name(std::set<std::string>& taken, const std::string& wanted_name) {
  std::string name = wanted_name;
  for (int number = 2; !taken.insert(name).second; ++number)
    name = wanted_name + std::to_string(number);
  return name;
}

}  // namespace

ChannelParts::ChannelParts(std::string channel, std::set<std::string>& operation_names)
    : channel_(std::move(channel)), operation_names_(operation_names) {}

std::string ChannelParts::take_message(const std::string& wanted_name) {
  return free_name(message_names_, wanted_name);
}

std::string ChannelParts::take_operation(const std::string& wanted_name) {
  return free_name(operation_names_, channel_ + pascal_case(wanted_name));
}

void ChannelParts::add_message(const std::string& name, const Json& message) {
  Json named = {{"name", name}};
  named.update(message);
  messages_[name] = std::move(named);
}

void ChannelParts::add_receive(const std::string& wanted_name, const Json& texts,
                               const std::string& message,
                               const std::vector<std::string>& answers) {
  Json operation = {{"action", "receive"}, {"channel", channel_reference()}};
  operation.update(texts);
  operation["messages"] = message_references({message});
  if (!answers.empty())
    operation["reply"] = {{"channel", channel_reference()},
                          {"messages", message_references(answers)}};
  operations_[take_operation(wanted_name)] = std::move(operation);
}

void ChannelParts::add_send(const std::string& message, const std::string& summary) {
  operations_[take_operation("send_" + message)] = {{"action", "send"},
                                                    {"channel", channel_reference()},
                                                    {"summary", summary},
                                                    {"messages", message_references({message})}};
}

Json ChannelParts::channel_reference() const {
  return {{"$ref", "#/channels/" + channel_}};
}

Json ChannelParts::message_references(const std::vector<std::string>& names) const {
  Json list = Json::array();
  for (const std::string& name : names)
    list.push_back({{"$ref", fmt::format("#/channels/{}/messages/{}", channel_, name)}});
  return list;
}

Json token_schema() {
  return {{"type", "string"}, {"pattern", "^[!-~]+$"}};
}

Json with_correlation(Json message) {
  message["correlationId"] = {{"location", "$message.payload#/$id"}};
  return message;
}

}  // namespace vgen::tool::emit
