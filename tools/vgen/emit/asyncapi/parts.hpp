#pragma once

#include "tools/vgen/emit/output/json_value.hpp"

#include <set>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// Collects the messages of one channel and the operations on it, and gives them names.
class ChannelParts {
 public:
  /// `operation_names` has the names of all operations of the document and must outlive the parts.
  ChannelParts(std::string channel, std::set<std::string>& operation_names);

  /// A name that no other message of the channel has: the wanted one, if it is free.
  std::string take_message(const std::string& wanted_name);

  /// Adds a message under a name that was taken.
  void add_message(const std::string& name, const Json& message);

  /// Adds an operation: what the server receives, or what it sends. What is received need not have
  /// answers.
  void add_receive(const std::string& wanted_name, const Json& texts, const std::string& message,
                   const std::vector<std::string>& answers);
  void add_send(const std::string& message, const std::string& summary);

  [[nodiscard]] const Json& messages() const { return messages_; }
  [[nodiscard]] const Json& operations() const { return operations_; }

 private:
  std::string take_operation(const std::string& wanted_name);
  [[nodiscard]] Json channel_reference() const;
  [[nodiscard]] Json message_references(const std::vector<std::string>& names) const;

  std::string channel_;
  std::set<std::string>& operation_names_;
  std::set<std::string> message_names_;
  Json messages_ = Json::object();
  Json operations_ = Json::object();
};

/// The schema of a token: visible characters of ASCII.
Json token_schema();

/// Adds the place of `$id`, which connects a message with its reply.
Json with_correlation(Json message);

}  // namespace vgen::tool::emit
