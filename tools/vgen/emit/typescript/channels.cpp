#include "tools/vgen/emit/typescript/channels.hpp"

#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/typescript/member_names.hpp"
#include "tools/vgen/emit/typescript/operations.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Channel;
using model::ChannelMessage;

/// Prints the channels, and collects the names that they use.
class ChannelsPrinter {
 public:
  ChannelsPrinter(const model::ApiModel& api, const TypeScriptNames& names)
      : api_(api), names_(names) {}

  View print() {
    ViewList channels;
    for (std::size_t i = 0; i < api_.channels.size(); ++i) channels.push_back(channel(i));
    View view;
    view.set("runtime_import", runtime_import());
    view.set("channel_import", channel_import());
    view.set("presence_import", presence_import());
    view.set("path_import", path_import());
    view.set("types_import", types_import());
    view.set("channels", std::move(channels));
    return view;
  }

 private:
  View channel(std::size_t index) {
    const Channel& channel = api_.channels[index];
    TypeScriptMemberNames members;
    ViewList methods;
    std::vector<std::string> messages;
    std::vector<std::string> topics;
    for (const ChannelMessage& message : channel.messages)
      add_message(message, members.take(message.value), methods, messages);
    if (channel.message && !channel.message->is_raw)
      add_message(*channel.message, members.take("message"), methods, messages);
    for (const model::TopicRoute& route : channel.topics)
      add_topic(api_.topics[route.topic], members, methods, topics);
    add_raw(channel, methods);

    View view;
    view.set("name", channel.name);
    view.set("comment", comment(channel));
    ViewList unions;
    view.set("head", fmt::format("export interface {} extends {} {{", names_.channel(index),
                                 base(channel, index, unions)));
    view.set("unions", std::move(unions));
    view.set("methods", std::move(methods));
    view.set("signature", signature(channel, index));
    view.set("body", body(channel, messages, topics));
    return view;
  }

  [[nodiscard]] std::string comment(const Channel& channel) const {
    std::string place = fmt::format("@remarks `{}`", channel.path);
    place += fmt::format(", {}:{}", channel.location.file, channel.location.line);
    const model::Documentation none;
    const model::Documentation& documentation =
        channel.open ? api_.functions[*channel.open].documentation : none;
    return typescript_comment(0, typescript_documentation(documentation, {nullptr, {}, {place}}));
  }

  /// `Channel<Said, Event>`: what the server sends by itself, and what topics bring. Several types
  /// get a name, which `unions` declares.
  std::string base(const Channel& channel, std::size_t index, ViewList& unions) {
    std::vector<model::TypeIndex> sent;
    std::vector<model::TypeIndex> data;
    for (const model::FunctionIndex function : senders(api_, channel))
      sent.push_back(*api_.functions[function].output);
    for (const model::TopicIndex topic : carried_topics(api_, channel))
      data.push_back(api_.topics[topic].type);
    std::string text = names_.runtime("Channel") + "<";
    text += sent.empty() ? "never" : united(sent, names_.sent(index), unions);
    if (!data.empty()) text += ", " + united(data, names_.topic_data(index), unions);
    return text + ">";
  }

  /// Adds the parts of a union that are not there yet.
  static void add_alternatives(std::vector<std::string>& list, std::string_view type) {
    std::size_t begin = 0;
    int depth = 0;
    const auto add = [&](std::size_t end) {
      std::string part(type.substr(begin, end - begin));
      if (std::ranges::find(list, part) == list.end()) list.push_back(std::move(part));
    };
    for (std::size_t at = 0; at < type.size(); ++at) {
      if (std::string_view("<([{").find(type[at]) != std::string_view::npos) ++depth;
      if (std::string_view(">)]}").find(type[at]) != std::string_view::npos) --depth;
      if (depth != 0 || type.substr(at, 3) != " | ") continue;
      add(at);
      begin = at + 3;
    }
    add(type.size());
  }

  std::string united(const std::vector<model::TypeIndex>& types, const std::string& name,
                     ViewList& unions) {
    std::vector<std::string> list;
    std::set<std::string> used;
    for (const model::TypeIndex type : types)
      add_alternatives(list, typescript_type(api_, names_, type, Direction::output, used));
    // It takes in all others.
    if (std::ranges::find(list, "unknown") != list.end()) return "unknown";
    used_.merge(used);
    if (list.size() == 1) return list.front();
    unions.push_back(View{{"text", typescript_union("export type " + name, list)}});
    return name;
  }

  std::string type(model::TypeIndex index, Direction direction) {
    return typescript_type(api_, names_, index, direction, used_);
  }

  void add_message(const ChannelMessage& message, const std::string& name, ViewList& methods,
                   std::vector<std::string>& messages) {
    const model::Function& function = api_.functions[message.function];
    const bool is_handler = function.kind == model::FunctionKind::channel_message;
    std::vector<std::string> parameters;
    std::vector<std::string> facts;
    if (!message.value.empty()) facts.push_back("value: " + typescript_string(message.value));
    if (function.input) {
      const model::Struct* const input = input_struct(api_, function);
      const char* const mark = input != nullptr && typescript_may_be_empty(*input) ? "?" : "";
      parameters.push_back(
          fmt::format("input{}: {}", mark, type(*function.input, Direction::input)));
      if (!is_whole_message(api_, *function.input)) facts.emplace_back("input: true");
    } else {
      parameters.emplace_back("input?: undefined");
    }
    parameters.push_back("options?: " + names_.runtime("SendOptions"));
    std::string reply = "void";
    if (function.output) {
      reply = type(*function.output, Direction::output);
      if (is_handler) reply += " | undefined";
      const bool has_members = is_always_object(api_, *function.output);
      const char* const kind = !has_members ? "result" : is_handler ? "optional" : "members";
      facts.push_back(fmt::format("reply: \"{}\"", kind));
    }
    const std::string result =
        fmt::format("): {}<{}, {}>;", names_.runtime("Call"), reply, error(message.function));
    methods.push_back(
        method(function.documentation, typescript_property(name) + "(", parameters, result));
    messages.push_back(typescript_list(typescript_property(name) + ": {", facts, "}"));
  }

  std::string error(model::FunctionIndex function) {
    if (!api_.functions[function].errors.empty())
      return *used_.insert(names_.failure(function)).first;
    uses_call_error_ = true;
    return names_.runtime("CallError");
  }

  static View method(const model::Documentation& documentation, const std::string& head,
                     const std::vector<std::string>& parameters, const std::string& result) {
    return View{{"comment", typescript_comment(2, typescript_documentation(documentation))},
                {"text", typescript_list(head, parameters, result)}};
  }

  void add_topic(const model::Topic& topic, TypeScriptMemberNames& members, ViewList& methods,
                 std::vector<std::string>& topics) {
    const std::string name = typescript_property(members.take(topic.wire_name));
    std::vector<std::string> parameters;
    std::vector<std::string> fields;
    for (const model::TopicParameter& parameter : topic.parameters)
      fields.push_back(fmt::format("{}: {}", typescript_property(parameter.name),
                                   type(parameter.type, Direction::input)));
    if (!fields.empty())
      parameters.push_back(fmt::format("parameters: {{ {} }}", fmt::join(fields, "; ")));
    parameters.push_back("options?: " + names_.runtime("TopicOptions"));
    std::string types = type(topic.type, Direction::output);
    if (topic.presence) types += ", " + type(*topic.presence, Direction::output);
    const char* const kind = topic.presence ? "PresenceSubscription" : "Subscription";
    const std::string result = fmt::format("): {}<{}>;", names_.runtime(kind), types);
    if (!topic.presence) uses_subscriptions_ = true;
    methods.push_back(method(topic.documentation, name + "(", parameters, result));
    topics.push_back(fmt::format("{}: {}", name, typescript_string(topic.pattern)));
  }

  void add_raw(const Channel& channel, ViewList& methods) const {
    const auto add = [&](const ChannelMessage& message, const char* type) {
      methods.push_back(method(api_.functions[message.function].documentation, "send(",
                               {fmt::format("data: {}", type)}, "): void;"));
    };
    if (channel.message && channel.message->is_raw) add(*channel.message, "string");
    if (channel.binary) add(*channel.binary, "Uint8Array<ArrayBuffer>");
  }

  std::string signature(const Channel& channel, std::size_t index) {
    std::vector<std::string> parameters = {"client: " + names_.runtime("Client")};
    if (const auto* const function = opening(channel); function != nullptr) {
      const model::Struct* const input = input_struct(api_, *function);
      const char* const none = input != nullptr && typescript_may_be_empty(*input) ? " = {}" : "";
      parameters.push_back(
          fmt::format("input: {}{}", type(*function->input, Direction::input), none));
    }
    parameters.push_back("options?: " + names_.runtime("SocketOptions"));
    return typescript_list(fmt::format("export function {}(", names_.opener(index)), parameters,
                           fmt::format("): {} {{", names_.channel(index)));
  }

  /// The function with the input of the handshake; null if there is none.
  [[nodiscard]] const model::Function* opening(const Channel& channel) const {
    if (!channel.open || !api_.functions[*channel.open].input) return nullptr;
    return &api_.functions[*channel.open];
  }

  std::string body(const Channel& channel, const std::vector<std::string>& messages,
                   const std::vector<std::string>& topics) {
    const auto* const function = opening(channel);
    const model::Struct* const input =
        function != nullptr ? input_struct(api_, *function) : nullptr;
    std::vector<std::string> facts = {"name: " + typescript_string(channel.name)};
    append_address(facts, names_, {channel.path, channel.path_parameters, channel.bindings}, input);
    facts.push_back("key: " + typescript_string(channel.key));
    facts.push_back(typescript_list("messages: {", messages, "}"));
    if (!topics.empty()) facts.push_back(typescript_list("topics: {", topics, "}"));
    if (has_presence(api_, channel)) facts.push_back("reader: " + names_.runtime("PresenceReader"));
    return typescript_list(fmt::format("return {}(", names_.runtime("openChannel")),
                           {"client", typescript_list("{", facts, "}"),
                            function != nullptr ? "input" : "undefined", "options"},
                           ");");
  }

  [[nodiscard]] bool has_calls() const {
    return std::ranges::any_of(api_.channels, [](const Channel& channel) {
      return !channel.messages.empty() || (channel.message && !channel.message->is_raw);
    });
  }

  [[nodiscard]] std::string runtime_import() const {
    std::vector<std::string> list;
    if (has_calls()) list.push_back(names_.runtime_specifier("Call"));
    if (uses_call_error_) list.push_back(names_.runtime_specifier("CallError"));
    list.push_back(names_.runtime_specifier("Client"));
    return typescript_list("import type {", list, "} from \"./runtime/index.js\";");
  }

  [[nodiscard]] std::string channel_import() const {
    std::vector<std::string> list = {names_.runtime_specifier("openChannel")};
    std::vector<std::string> types = {"Channel", "SocketOptions"};
    if (has_calls()) types.insert(types.begin() + 1, "SendOptions");
    if (uses_subscriptions_) types.emplace_back("Subscription");
    if (uses_subscriptions_ || has_presence(api_)) types.emplace_back("TopicOptions");
    for (const std::string& type : types) list.push_back("type " + names_.runtime_specifier(type));
    return typescript_list("import {", list, "} from \"./runtime/channel.js\";");
  }

  [[nodiscard]] std::string presence_import() const {
    if (!has_presence(api_)) return {};
    return typescript_list("import {",
                           {names_.runtime_specifier("PresenceReader"),
                            "type " + names_.runtime_specifier("PresenceSubscription")},
                           "} from \"./runtime/presence.js\";");
  }

  [[nodiscard]] std::string path_import() const {
    const bool fills = std::ranges::any_of(api_.channels, typescript_fills_path, &Channel::path);
    return fills ? typescript_list("import {", {names_.runtime_specifier("fillPath")},
                                   "} from \"./runtime/path.js\";")
                 : std::string();
  }

  [[nodiscard]] std::string types_import() const {
    if (used_.empty()) return {};
    return typescript_list("import type {", {used_.begin(), used_.end()}, "} from \"./types.js\";");
  }

  const model::ApiModel& api_;
  const TypeScriptNames& names_;
  std::set<std::string> used_;
  bool uses_call_error_ = false;
  bool uses_subscriptions_ = false;
};

}  // namespace

View typescript_channels_view(const model::ApiModel& api, const TypeScriptNames& names) {
  return ChannelsPrinter(api, names).print();
}

}  // namespace vgen::tool::emit
