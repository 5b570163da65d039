#pragma once

#include "tools/vgen/emit/asyncapi/frame.hpp"
#include "tools/vgen/emit/asyncapi/parts.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <map>
#include <set>
#include <string>

namespace vgen::tool::emit {

/// Makes the Channel Object of one channel, with its messages, and the operations on it.
class AsyncApiChannel {
 public:
  /// All must outlive it. `operation_names` has the names of the other channels' operations.
  AsyncApiChannel(const model::ApiModel& api, const model::Channel& channel,
                  SchemaComponents& components, std::set<std::string>& operation_names);

  /// The Channel Object.
  Json print();

  /// Adds the operations, which refer to the messages of the channel. `print` comes first.
  void append_operations(Json& operations);

 private:
  void add_receive(const model::ChannelMessage& message, const std::string& wanted_name);
  Json message(const model::ChannelMessage& message);
  std::string add_reply(const model::ChannelMessage& message, const std::string& name);
  std::string add_errors(const model::ChannelMessage& message, const std::string& name);
  void add_sent(model::FunctionIndex function);
  void add_problem();
  void add_sign_in();
  Json parameters();
  Json bindings();

  const model::ApiModel& api_;
  const model::Channel& channel_;
  SchemaComponents& components_;
  FramePrinter frames_;
  ChannelParts parts_;
  std::map<std::string, std::string> keyed_names_;  ///< Of messages, by the value of the key.
  std::set<std::string> sent_;  ///< The types of which a message is there already.
  std::string problem_;         ///< The name of the message for any error.
};

}  // namespace vgen::tool::emit
