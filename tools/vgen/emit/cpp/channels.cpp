#include "tools/vgen/emit/cpp/channels.hpp"

#include "tools/vgen/emit/cpp/guards.hpp"
#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp/topics.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

using model::Channel;
using model::ChannelMessage;

/// Makes the parts of one channel.
class ChannelBuilder {
 public:
  ChannelBuilder(const model::ApiModel& api, const Channel& channel, CppConstants& constants,
                 ChannelsView& view)
      : api_(api),
        channel_(channel),
        name_(snake_case(channel.name)),
        constants_(constants),
        view_(view) {}

  void build() {
    ViewList messages;
    for (const ChannelMessage& message : channel_.messages)
      messages.push_back(View{{"text", message_row(message) + ","}});
    View table{{"name", name_}};
    table.set("has_messages", !messages.empty());
    table.set("messages", std::move(messages));
    ViewList topics;
    for (const model::TopicRoute& route : channel_.topics)
      topics.push_back(View{{"text", topic_route_row(api_, route)}});
    table.set("has_topics", !topics.empty());
    table.set("topics", std::move(topics));
    table.set("message", channel_.message ? constant("message", *channel_.message) : "");
    table.set("binary", channel_.binary ? constant("binary", *channel_.binary) : "");
    view_.tables.push_back(std::move(table));
    view_.rows.push_back(View{{"text", cpp_braced("", row_members(), ",")}});
  }

 private:
  /// The row of a message that no key selects, as a constant.
  std::string constant(std::string_view what, const ChannelMessage& message) {
    return fmt::format("constexpr vgen::MessageRow {}_{} = {};", name_, what, message_row(message));
  }

  /// `, codegen::read_message<live::Text>`: the reader of a message, with its comma; empty if the
  /// function has no input.
  std::string reader_argument(const ChannelMessage& message) {
    const model::Function& function = api_.functions[message.function];
    if (!function.input) return "";
    const std::string& cpp = api_.types[*function.input].cpp;
    const ReadValue value{.type = *function.input, .constraints = {}, .name = function.input_name};
    const std::vector<std::string> rules = cpp_rules(api_, value, "json::", constants_);
    const bool is_whole = is_whole_message(api_, *function.input);
    if (rules.empty() || input_struct(api_, function) != nullptr)
      return fmt::format(", codegen::{}<{}>", is_whole ? "read_message" : "read_sole_input", cpp);
    const std::string name = fmt::format(
        "read_{}_{}", name_, message.value.empty() ? "message" : snake_case(message.value));
    std::vector<std::string> arguments = {"in", "value"};
    arguments.insert(arguments.end(), rules.begin(), rules.end());
    const std::string text =
        is_whole ? cpp_call("json::read", arguments, ";")
                 : cpp_call("codegen::read_sole_member(in, [&] { json::read", arguments, "; });");
    view_.readers.push_back(View{{"name", name}, {"cpp", cpp}, {"text", text}});
    return ", " + name;
  }

  /// `codegen::message_row<live::say, codegen::read_message<live::Text>>({.value = "say"})`
  std::string message_row(const ChannelMessage& message) {
    const model::Function& function = api_.functions[message.function];
    const std::string reader = message.is_raw ? "" : reader_argument(message);
    std::string forms = form_arguments(api_, function, reader, constants_);
    if (message.is_raw && !forms.empty()) forms.erase(0, std::string(", codegen::no_input").size());
    std::vector<std::string> settings;
    std::vector<std::string> endpoint;
    if (message.needs_session) endpoint.emplace_back(".session = vgen::SessionUse::required");
    if (message.blocking) endpoint.emplace_back(".blocking = true");
    for (std::string& member : guard_members(message.guards)) endpoint.push_back(std::move(member));
    if (!endpoint.empty())
      settings.push_back(fmt::format(".endpoint = {{{}}}", fmt::join(endpoint, ", ")));
    if (!message.value.empty()) settings.push_back(".value = " + cpp_string(message.value));
    if (message.concurrent) settings.emplace_back(".concurrent = true");
    const std::string head =
        fmt::format("codegen::{}<{}{}{}>(", message.is_raw ? "raw_row" : "message_row",
                    callee(api_, function), reader, forms);
    return cpp_braced(head, settings, ")");
  }

  std::string handler(model::FunctionIndex index, const std::vector<std::string>& guards = {}) {
    const model::Function& function = api_.functions[index];
    std::string forms = form_arguments(api_, function, "", constants_);
    if (!forms.empty()) forms.erase(0, std::string(", codegen::no_input").size());
    const std::string head = fmt::format("codegen::handler<{}{}>(", function.cpp, forms);
    return guards.empty() ? head + ")" : cpp_braced(head, guards, ")");
  }

  std::vector<std::string> row_members() {
    std::vector<std::string> members = {".name = " + cpp_string(channel_.name),
                                        ".path = " + cpp_string(channel_.path)};
    if (channel_.key != "action") members.push_back(".key = " + cpp_string(channel_.key));
    if (channel_.needs_session) members.emplace_back(".needs_session = true");
    add_open(members);
    if (channel_.close) members.push_back(".close = " + handler(*channel_.close));
    if (!channel_.messages.empty())
      members.push_back(fmt::format(".messages = {}_messages", name_));
    if (channel_.message) members.push_back(fmt::format(".message = &{}_message", name_));
    if (channel_.binary) members.push_back(fmt::format(".binary = &{}_binary", name_));
    if (!channel_.topics.empty()) members.push_back(fmt::format(".topics = {}_topics", name_));
    if (channel_.message_limit != 0)
      members.push_back(fmt::format(".message_limit = {}", channel_.message_limit));
    if (channel_.slow != model::Slow::close)
      members.push_back(fmt::format(".slow = vgen::Slow::{}", model::name_of(channel_.slow)));
    if (!channel_.state.empty()) {
      members.push_back(fmt::format(".state = &vgen::slot_of<{}>", channel_.state));
      members.push_back(fmt::format(".make_state = codegen::make_state<{}>", channel_.state));
      if (channel_.state_type)
        members.push_back(fmt::format(".state_codec = &codegen::state_codec<{}>", channel_.state));
    }
    return members;
  }

  void add_open(std::vector<std::string>& members) {
    const std::vector<std::string> guards = guard_members(channel_.guards);
    if (!channel_.open) {
      if (!guards.empty())
        members.push_back(cpp_braced(".open = codegen::no_handler(", guards, ")"));
      return;
    }
    members.push_back(".open = " + handler(*channel_.open, guards));
    const model::Function& function = api_.functions[*channel_.open];
    const model::Struct* const input = input_struct(api_, function);
    if (input == nullptr) return;
    const std::string name = fmt::format("read_{}_opening", name_);
    view_.openings.push_back(parameters_reader(api_, *input, channel_.bindings, name, constants_));
    members.push_back(
        fmt::format(".read_opening = codegen::read_opening<{}, {}>", input->cpp, name));
  }

  const model::ApiModel& api_;
  const Channel& channel_;
  std::string name_;
  CppConstants& constants_;
  ChannelsView& view_;
};

}  // namespace

ChannelsView channels_view(const model::ApiModel& api, const std::vector<std::size_t>& channels,
                           CppConstants& constants) {
  ChannelsView view;
  for (const std::size_t index : channels)
    ChannelBuilder(api, api.channels[index], constants, view).build();
  return view;
}

std::vector<model::FunctionIndex> functions_of(const Channel& channel) {
  std::set<model::FunctionIndex> functions;
  if (channel.open) functions.insert(*channel.open);
  if (channel.close) functions.insert(*channel.close);
  for (const ChannelMessage& message : channel.messages) functions.insert(message.function);
  if (channel.message) functions.insert(channel.message->function);
  if (channel.binary) functions.insert(channel.binary->function);
  return {functions.begin(), functions.end()};
}

}  // namespace vgen::tool::emit
