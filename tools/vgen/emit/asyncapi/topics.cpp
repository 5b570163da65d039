#include "tools/vgen/emit/asyncapi/topics.hpp"

#include "tools/vgen/emit/asyncapi/example.hpp"
#include "tools/vgen/emit/document_head.hpp"
#include "tools/vgen/emit/schema/documentation.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Topic;

constexpr const char* example_epoch = "00000000000000a1";

/// The texts of a topic: `^rooms/[^/]+$`, or the only one.
Json topic_schema(const Topic& topic) {
  Json schema = {{"type", "string"}};
  if (topic.parameters.empty()) {
    schema["const"] = topic.pattern;
    return schema;
  }
  std::string pattern = "^";
  bool is_parameter = false;
  for (const char c : topic.pattern) {
    if (c == '{') pattern += "[^/]+";
    is_parameter = c == '{' || (is_parameter && c != '}');
    if (is_parameter || c == '}') continue;
    if (std::string_view("^$\\.*+?()[]|").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  schema["pattern"] = pattern + "$";
  return schema;
}

/// One of several topics.
Json topic_schema(const model::ApiModel& api, const std::vector<model::TopicIndex>& topics) {
  if (topics.size() == 1) return topic_schema(api.topics.at(topics.front()));
  Json choice = Json::array();
  for (const model::TopicIndex index : topics) choice.push_back(topic_schema(api.topics.at(index)));
  return {{"type", "string"}, {"anyOf", std::move(choice)}};
}

Json count_schema() {
  return {{"type", "integer"}, {"minimum", 0}};
}

Json epoch_schema() {
  return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}};
}

Json closed_object(Json properties, const std::vector<std::string>& required) {
  Json schema = {{"type", "object"}};
  schema["properties"] = std::move(properties);
  schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

/// Makes the parts of one channel.
class TopicsPrinter {
 public:
  TopicsPrinter(const model::ApiModel& api, const model::Channel& channel,
                SchemaComponents& components, FramePrinter& frames, ChannelParts& parts)
      : api_(api),
        channel_(channel),
        components_(components),
        frames_(frames),
        parts_(parts),
        carried_(carried_topics(api, channel)) {
    for (const model::TopicRoute& route : channel.topics) own_.push_back(route.topic);
  }

  void append() {
    if (carried_.empty()) return;
    for (const model::TopicIndex index : carried_) {
      add_delivery(api_.topics.at(index));
      if (api_.topics.at(index).presence) add_presence(api_.topics.at(index));
    }
    add_lost();
    const std::string unsubscribed = parts_.take_message("unsubscribed");
    if (!own_.empty()) add_subscriptions(unsubscribed);
    add_unsubscribed(unsubscribed);
  }

 private:
  /// `{"topic": "rooms/a", "data": …}`
  void add_delivery(const Topic& topic) {
    const std::string name = parts_.take_message(topic.wire_name);
    Json properties = {{"topic", topic_schema(topic)}};
    properties["data"] = components_.printer().type(topic.type, Direction::output);
    std::vector<std::string> required = {"topic", "data"};
    if (topic.history != 0) {
      properties["epoch"] = epoch_schema();
      properties["offset"] = count_schema();
      required.emplace_back("epoch");
      required.emplace_back("offset");
    }
    Json message = {{"title", topic.pattern}};
    put(message, "summary", topic.documentation.summary);
    put(message, "description", description_text(topic.documentation));
    message["payload"] = closed_object(std::move(properties), required);
    append_delivery_examples(message, topic);
    for (const model::TopicParameter& parameter : topic.parameters)
      message["x-parameters"][parameter.name] =
          components_.printer().type(parameter.type, Direction::input);
    parts_.add_message(name, message);
    parts_.add_send(name, "Sent to the subscribers of `" + topic.pattern + "`.");
  }

  void append_delivery_examples(Json& message, const Topic& topic) const {
    if (!topic.parameters.empty()) return;
    for (Json& value : examples_of(api_, topic.type, Direction::output)) {
      Json payload = {{"topic", topic.pattern}, {"data", std::move(value)}};
      if (topic.history != 0) {
        payload["epoch"] = example_epoch;
        payload["offset"] = 1;
      }
      message["examples"].push_back({{"payload", std::move(payload)}});
    }
  }

  /// `{"topic": "rooms/a", "present": [{"id": "…", "data": …}]}`, and the same with `joined` or
  /// `left` and one member.
  void add_presence(const Topic& topic) {
    const auto member = [&] {
      Json id = {{"type", "string"}, {"description", "Of the channel of the member."}};
      Json data = components_.printer().type(*topic.presence, Direction::output);
      return closed_object({{"id", std::move(id)}, {"data", std::move(data)}}, {"id", "data"});
    };
    Json list = {{"type", "array"}, {"items", member()}};
    add_presence(topic, "present", "The subscribers of the topic that show themselves.",
                 std::move(list), "Sent to a new subscriber of `" + topic.pattern + "`.");
    add_presence(topic, "joined", "A member is there, or its data has changed.", member(),
                 "Sent when a member joins or changes.");
    add_presence(topic, "left", "A member is not there any more.", member(),
                 "Sent when a member has left.");
  }

  void add_presence(const Topic& topic, const std::string& kind, const char* summary, Json value,
                    const std::string& operation) {
    const std::string name = parts_.take_message(topic.wire_name + pascal_case(kind));
    Json examples = presence_examples(topic, kind);
    Json message = {{"title", topic.pattern}, {"summary", summary}};
    message["payload"] =
        closed_object({{"topic", topic_schema(topic)}, {kind, std::move(value)}}, {"topic", kind});
    if (!examples.empty()) message["examples"] = std::move(examples);
    parts_.add_message(name, message);
    parts_.add_send(name, operation);
  }

  [[nodiscard]] Json presence_examples(const Topic& topic, const std::string& kind) const {
    Json examples = Json::array();
    if (!topic.parameters.empty()) return examples;
    for (Json& data : examples_of(api_, *topic.presence, Direction::output)) {
      Json member = {{"id", "00000000000000c1"}, {"data", std::move(data)}};
      Json value = kind == "present" ? Json::array({std::move(member)}) : std::move(member);
      Json payload = {{"topic", topic.pattern}, {kind, std::move(value)}};
      examples.push_back({{"payload", std::move(payload)}});
    }
    return examples;
  }

  /// `{"topic": "rooms/a", "lost": {"from": 3, "to": 9}}`
  void add_lost() {
    std::vector<model::TopicIndex> kept;
    std::ranges::copy_if(own_, std::back_inserter(kept),
                         [&](auto index) { return api_.topics.at(index).history != 0; });
    if (kept.empty()) return;
    Json range = closed_object({{"from", count_schema()}, {"to", count_schema()}}, {"from", "to"});
    const std::string name = parts_.take_message("lost");
    Json message = {{"summary", "Messages of a topic that are not kept any more."}};
    message["description"] =
        "The client has missed the messages with these offsets. If `to` is less than `from`, it is "
        "not known whether there were any.";
    message["payload"] = closed_object(
        {{"topic", topic_schema(api_, kept)}, {"lost", std::move(range)}}, {"topic", "lost"});
    parts_.add_message(name, message);
    parts_.add_send(name, "Sent to a subscriber that resumes too late.");
  }

  void add_subscriptions(const std::string& unsubscribed) {
    const std::string subscribe = parts_.take_message("subscribe");
    const std::string unsubscribe = parts_.take_message("unsubscribe");
    const std::string subscribed = parts_.take_message("subscribed");
    const std::string problem = parts_.take_message("topicProblem");
    parts_.add_message(subscribe, subscribe_message());
    parts_.add_message(subscribed, subscribed_message());
    parts_.add_message(problem, problem_message());
    Json payload = request("unsubscribe");
    Json message = {{"summary", "Ends a subscription."}, {"payload", std::move(payload)}};
    parts_.add_message(unsubscribe, with_correlation(std::move(message)));
    Json texts = {{"summary", "Subscribes to a topic."}, {"description", topic_list()}};
    parts_.add_receive(subscribe, texts, subscribe, {subscribed, problem});
    parts_.add_receive(unsubscribe, {{"summary", "Ends a subscription."}}, unsubscribe,
                       {unsubscribed, problem});
  }

  /// The topics of the channel as a list in Markdown.
  [[nodiscard]] std::string topic_list() const {
    std::string text = "Parameters are percent-encoded, as by `encodeURIComponent`.\n";
    for (const model::TopicRoute& route : channel_.topics) {
      const Topic& topic = api_.topics.at(route.topic);
      std::string facts = topic.documentation.summary;
      if (route.takes_session)
        facts += facts.empty() ? "It needs a session." : " It needs a session.";
      text += fmt::format("\n- `{}`{}{}", topic.pattern, facts.empty() ? "" : ": ", facts);
    }
    return text;
  }

  /// `{"subscribe": "rooms/a", "$id": 1}`. The server ignores other members.
  Json request(const char* member) {
    Json schema = {{"type", "object"}};
    schema["properties"][member] = topic_schema(api_, own_);
    schema["properties"]["$id"] = frames_.id_reference();
    schema["required"].push_back(member);
    return schema;
  }

  [[nodiscard]] bool keeps_history() const {
    return std::ranges::any_of(own_,
                               [&](auto index) { return api_.topics.at(index).history != 0; });
  }

  Json subscribe_message() {
    Json payload = request("subscribe");
    payload["properties"]["epoch"] = {{"type", "string"}};
    payload["properties"]["offset"] = count_schema();
    payload["dependencies"]["epoch"] = Json::array({"offset"});
    payload["dependencies"]["offset"] = Json::array({"epoch"});
    Json message = {{"summary", "Subscribes to a topic."}};
    if (keeps_history())
      message["description"] =
          "With `epoch` and `offset` of the last message that the client has seen, it gets what "
          "it has missed.";
    message["payload"] = std::move(payload);
    for (const model::TopicIndex index : own_) {
      const Topic& topic = api_.topics.at(index);
      if (!topic.parameters.empty()) continue;
      Json example = {{"subscribe", topic.pattern}, {"$id", 1}};
      message["examples"].push_back({{"payload", std::move(example)}});
    }
    return with_correlation(std::move(message));
  }

  Json subscribed_message() {
    Json properties = {{"subscribed", topic_schema(api_, own_)}};
    if (keeps_history()) {
      properties["epoch"] = epoch_schema();
      properties["offset"] = count_schema();
    }
    properties["$id"] = frames_.id_reference();
    Json message = {{"summary", "The client is subscribed."}};
    if (keeps_history())
      message["description"] = "What follows has larger offsets. Topics without history have none.";
    message["payload"] = closed_object(std::move(properties), {"subscribed"});
    return with_correlation(std::move(message));
  }

  void add_unsubscribed(const std::string& name) {
    Json properties = {{"unsubscribed", topic_schema(api_, carried_)}};
    properties["$id"] = frames_.id_reference();
    Json message = {{"summary", "A subscription has ended."}};
    message["payload"] = closed_object(std::move(properties), {"unsubscribed"});
    parts_.add_message(name, with_correlation(std::move(message)));
    parts_.add_send(name, "Sent when the server ends a subscription.");
  }

  /// The topic is as the client wrote it, so it may be any text.
  Json problem_message() {
    Json payload = {{"type", "object"}};
    for (const char* const member : {"subscribe", "unsubscribe"}) {
      Json properties = {{"error", components_.problem_reference()}};
      properties[member] = {{"type", "string"}};
      properties["$id"] = frames_.id_reference();
      payload["oneOf"].push_back(closed_object(std::move(properties), {"error", member}));
    }
    Json message = {{"summary", "A subscription failed. The channel stays open."}};
    message["description"] = "The topic is as the client wrote it.";
    message["payload"] = std::move(payload);
    return with_correlation(std::move(message));
  }

  const model::ApiModel& api_;
  const model::Channel& channel_;
  SchemaComponents& components_;
  FramePrinter& frames_;
  ChannelParts& parts_;
  std::vector<model::TopicIndex> carried_;  ///< The topics whose messages the channel may carry.
  std::vector<model::TopicIndex> own_;      ///< Those that its clients may subscribe to.
};

}  // namespace

void append_topics(const model::ApiModel& api, const model::Channel& channel,
                   SchemaComponents& components, FramePrinter& frames, ChannelParts& parts) {
  TopicsPrinter(api, channel, components, frames, parts).append();
}

}  // namespace vgen::tool::emit
