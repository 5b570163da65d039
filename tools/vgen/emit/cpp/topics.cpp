#include "tools/vgen/emit/cpp/topics.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::emit {
namespace {

using model::Topic;

/// A name that is no keyword, and not that of the reader.
std::string argument_name(const model::TopicParameter& parameter) {
  return parameter.name + "_value";
}

/// `in.next(floor, json::IntegerRule{.minimum = 1});` for each parameter.
ViewList statements_of(const model::ApiModel& api, const Topic& topic, CppConstants& constants,
                       bool& has_rules) {
  ViewList statements;
  for (const model::TopicParameter& parameter : topic.parameters) {
    const ReadValue value{
        .type = parameter.type, .constraints = {}, .name = topic.name + "_" + parameter.name};
    std::vector<std::string> arguments = cpp_rules(api, value, "json::", constants);
    has_rules = has_rules || !arguments.empty();
    arguments.insert(arguments.begin(), argument_name(parameter));
    statements.push_back(View{{"text", cpp_call("in.next", arguments, ";")}});
  }
  return statements;
}

/// `, read_room_events`: the reader of parameters with rules; empty if there is none.
std::string reader_argument(const model::ApiModel& api, const Topic& topic, CppConstants& constants,
                            ViewList& readers) {
  bool has_rules = false;
  ViewList statements = statements_of(api, topic, constants, has_rules);
  if (!has_rules) return "";
  const std::string name = "read_" + topic.name;
  std::vector<std::string> parameters = {"codegen::TopicReader& in"};
  for (const model::TopicParameter& parameter : topic.parameters)
    parameters.push_back(
        fmt::format("{}& {}", api.types[parameter.type].cpp, argument_name(parameter)));
  View reader{{"head", cpp_call("void " + name, parameters, " {")}};
  reader.set("statements", std::move(statements));
  readers.push_back(std::move(reader));
  return ", " + name;
}

/// What changes the form of the messages on the wire, with commas.
std::string form_arguments(const model::ApiModel& api, const Topic& topic,
                           const std::string& reader, CppConstants& constants) {
  const ReadValue message{.type = topic.type, .constraints = {}, .name = topic.name};
  std::string text;
  for (const CppForm& form : cpp_forms(api, message, "vgen::json::", constants))
    text += ", " + constants.form(form, message.name);
  return !text.empty() && reader.empty() ? ", codegen::no_input" + text : text;
}

}  // namespace

TopicsView topics_view(const model::ApiModel& api, const std::vector<model::TopicIndex>& topics,
                       CppConstants& constants) {
  TopicsView view;
  for (const model::TopicIndex index : topics) {
    const Topic& topic = api.topics[index];
    const std::string reader = reader_argument(api, topic, constants, view.readers);
    std::vector<std::string> settings = {".name = " + cpp_string(topic.pattern)};
    if (topic.history != 0) settings.push_back(fmt::format(".history = {}", topic.history));
    if (topic.replay_last) settings.emplace_back(".replay_last = true");
    if (topic.presence)
      settings.push_back(
          fmt::format(".presence = &codegen::presence_row<{}>", api.types[*topic.presence].cpp));
    const std::string head = fmt::format("codegen::topic_row<decltype({}){}{}>(", topic.cpp, reader,
                                         form_arguments(api, topic, reader, constants));
    view.rows.push_back(View{{"text", cpp_braced(head, settings, "),")}});
  }
  return view;
}

std::string topic_route_row(const model::ApiModel& api, const model::TopicRoute& route) {
  const Topic& topic = api.topics[route.topic];
  std::vector<std::string> settings = {".topic = " + cpp_string(topic.pattern)};
  if (route.takes_session)
    settings.emplace_back(".endpoint = {.session = vgen::SessionUse::required}");
  const std::string permission = route.permission.empty() ? "" : ", " + route.permission;
  return cpp_braced(fmt::format("codegen::topic_route<decltype({}){}>(", topic.cpp, permission),
                    settings, "),");
}

}  // namespace vgen::tool::emit
