#include "tools/vgen/emit/cpp/unit_view.hpp"

#include "tools/vgen/emit/cpp/channels.hpp"
#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/guards.hpp"
#include "tools/vgen/emit/cpp/header.hpp"
#include "tools/vgen/emit/cpp/rpc.hpp"
#include "tools/vgen/emit/cpp/schedules.hpp"
#include "tools/vgen/emit/cpp/security.hpp"
#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp/topics.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/kinds.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace vgen::tool::emit {
namespace {

ViewList enums_view(const model::ApiModel& api, const Unit& unit, bool of_client) {
  ViewList enums;
  for (const model::EnumIndex index : unit.enums) {
    const model::Enum& enumeration = api.enums[index];
    ViewList enumerators;
    for (const model::Enumerator& enumerator : enumeration.enumerators) {
      const std::string text = fmt::format("{{{}, {}::{}}},", cpp_string(enumerator.wire_name),
                                           enumeration.cpp, enumerator.name);
      enumerators.push_back(View{{"text", text}});
    }
    View view;
    view.set("cpp", enumeration.cpp);
    view.set("enumerators", std::move(enumerators));
    view.set("unrecognized", of_client ? unrecognized_name(enumeration) : std::string());
    enums.push_back(std::move(view));
  }
  return enums;
}

bool has_wire_strings(const model::ApiModel& api) {
  const auto is_string = [](const auto& entry) { return entry.constraints.wire_string; };
  return std::ranges::any_of(api.aliases, is_string) ||
         std::ranges::any_of(api.structs, [&](const model::Struct& type) {
           return std::ranges::any_of(type.fields, is_string);
         });
}

/// Whether the API has types whose codecs cost time to compile, so that only those who use them
/// include them.
bool has_rare_types(const model::ApiModel& api) {
  return has_wire_strings(api) || std::ranges::any_of(api.types, [](const model::Type& type) {
           return facts_of(type).codec == model::Codec::rare;
         });
}

/// Whether the API has a `nlohmann::json`. The author's header may only declare it
/// (`json_fwd.hpp`), and codecs need the whole type.
bool holds_any(const model::ApiModel& api) {
  return std::ranges::any_of(api.types, [](const model::Type& type) {
    return std::holds_alternative<model::Any>(type.kind);
  });
}

/// The functions that the tables of a unit call.
std::vector<model::FunctionIndex> called_functions(const model::ApiModel& api, const Unit& unit) {
  std::set<model::FunctionIndex> called(unit.functions.begin(), unit.functions.end());
  for (const std::size_t index : unit.channels) {
    for (const model::FunctionIndex function : functions_of(api.channels[index]))
      called.insert(function);
  }
  return {called.begin(), called.end()};
}

bool has_task_guard(const model::ApiModel& api, const Unit& unit) {
  const auto of_message = [](const model::ChannelMessage& message) {
    return has_task(message.guards);
  };
  return std::ranges::any_of(unit.doors,
                             [&](std::size_t index) {
                               return has_task(model::base(api.doors[index]).policy.guards);
                             }) ||
         std::ranges::any_of(unit.rpc,
                             [&](std::size_t index) { return has_task(api.rpc[index].guards); }) ||
         std::ranges::any_of(unit.channels, [&](std::size_t index) {
           const model::Channel& channel = api.channels[index];
           return has_task(channel.guards) || std::ranges::any_of(channel.messages, of_message) ||
                  (channel.message && of_message(*channel.message)) ||
                  (channel.binary && of_message(*channel.binary));
         });
}

ViewList includes_view(const model::ApiModel& api, const Unit& unit) {
  ViewList includes;
  includes.push_back(View{{"path", std::string("vgen/codegen/http.hpp")}});
  const auto is_task = [&](model::FunctionIndex index) { return api.functions[index].is_task; };
  if (!unit.channels.empty())
    includes.front() = View{{"path", std::string("vgen/codegen/channel.hpp")}};
  if (!unit.rpc.empty()) includes.push_back(View{{"path", std::string("vgen/codegen/rpc.hpp")}});
  if (!unit.schedules.empty())
    includes.push_back(View{{"path", std::string("vgen/codegen/schedule.hpp")}});
  const auto streams = [&](model::FunctionIndex index) {
    return api.functions[index].kind == model::FunctionKind::subscription;
  };
  if (std::ranges::any_of(called_functions(api, unit), streams))
    includes.push_back(View{{"path", std::string("vgen/codegen/stream.hpp")}});
  const bool has_routes = std::ranges::any_of(
      unit.channels, [&](std::size_t index) { return !api.channels[index].topics.empty(); });
  if (has_routes || !unit.topics.empty())
    includes.push_back(View{{"path", std::string("vgen/codegen/topic.hpp")}});
  const bool has_tasks = std::ranges::any_of(unit.channels, [&](std::size_t index) {
    return std::ranges::any_of(api.channels[index].topics, &model::TopicRoute::is_task);
  });
  if (has_tasks) includes.push_back(View{{"path", std::string("vgen/codegen/topic_task.hpp")}});
  if (std::ranges::any_of(called_functions(api, unit), is_task) || has_task_guard(api, unit))
    includes.push_back(View{{"path", std::string("vgen/codegen/task.hpp")}});
  if (!api.security.empty() || unit.has_session)
    includes.push_back(View{{"path", std::string("vgen/codegen/session.hpp")}});
  if (has_rare_types(api)) includes.push_back(View{{"path", std::string("vgen/json/types.hpp")}});
  if (holds_any(api)) includes.push_back(View{{"path", std::string("nlohmann/json.hpp")}});
  return includes;
}

/// `VGEN_REQUIRE_FUNCTION(todo::list_todos, todo::Page<todo::Todo>(…));`
std::string require_function(const model::ApiModel& api, const model::Function& function) {
  const FunctionType type = function_type(api, function);
  return fmt::format("VGEN_REQUIRE_FUNCTION({}, {}({}));", function.cpp, type.result,
                     fmt::join(type.parameters, ", "));
}

ViewList functions_view(const model::ApiModel& api, const Unit& unit) {
  ViewList functions;
  for (const model::FunctionIndex index : unit.functions)
    functions.push_back(View{{"text", require_function(api, api.functions[index])}});
  return functions;
}

ViewList inputs_view(const model::ApiModel& api, const Unit& unit, const EmitOptions& options) {
  ViewList inputs;
  for (const model::FunctionIndex index : unit.inputs)
    inputs.push_back(input_struct_view(api, api.functions[index], options));
  return inputs;
}

ViewList declared_view(const model::ApiModel& api, const JsonUse& use, const Unit& unit) {
  ViewList list;
  for (const model::StructIndex index : unit.declared) {
    View view{{"cpp", api.structs[index].cpp}};
    view.set("reads", use.read[index]);
    view.set("writes", use.written[index]);
    list.push_back(std::move(view));
  }
  return list;
}

std::string constant_text(const CppConstants::Constant& constant) {
  return fmt::format("{} {}{};", constant.type, constant.name, constant.definition);
}

void set_operations(View& view, const model::ApiModel& api, const Unit& unit,
                    CppConstants& constants) {
  ServerView server = server_view(api, unit.doors, constants);
  ChannelsView channels = channels_view(api, unit.channels, constants);
  for (View& opening : channels.openings) server.readers.push_back(std::move(opening));
  ViewList problems = problems_view(api, unit.functions);
  ViewList calls = calls_view(api, called_functions(api, unit));
  view.set("has_calls", !calls.empty());
  view.set("calls", std::move(calls));
  view.set("has_problems", !problems.empty());
  view.set("problems", std::move(problems));
  TopicsView topics = topics_view(api, unit.topics, constants);
  RpcView rpc = rpc_view(api, unit.rpc, constants);
  view.set("has_operations", !unit.doors.empty() || !unit.channels.empty() ||
                                 !unit.topics.empty() || !unit.rpc.empty() ||
                                 !unit.schedules.empty() || unit.has_session);
  view.set("has_rpc", !unit.rpc.empty());
  view.set("has_topics", !unit.topics.empty());
  view.set("has_schedules", !unit.schedules.empty());
  view.set("schedule_rows", schedules_view(api, unit.schedules));
  view.set("has_http", !unit.doors.empty());
  view.set("has_channels", !unit.channels.empty());
  view.set("uses_json", !server.readers.empty() || !channels.readers.empty() ||
                            !topics.readers.empty() || !rpc.readers.empty());
  view.set("rpc_readers", std::move(rpc.readers));
  view.set("rpc_rows", std::move(rpc.rows));
  view.set("topic_readers", std::move(topics.readers));
  view.set("topic_rows", std::move(topics.rows));
  view.set("message_readers", std::move(channels.readers));
  view.set("channels", std::move(channels.tables));
  view.set("channel_rows", std::move(channels.rows));
  view.set("readers", std::move(server.readers));
  view.set("http_rows", std::move(server.http_rows));
}

/// `todo_api_codecs`: `::` becomes `_`.
std::string codecs_tag(const model::ApiModel& api, const EmitOptions& options) {
  std::string tag;
  for (const char c : api.cpp_namespace) {
    if (c != ':') {
      tag += c;
    } else if (!tag.ends_with('_')) {
      tag += '_';
    }
  }
  return fmt::format("{}{}{}_codecs", tag, tag.empty() ? "" : "_", options.name);
}

}  // namespace

std::string unrecognized_name(const model::Enum& enumeration) {
  std::string name = "unrecognized";
  const auto is_taken = [&] {
    return std::ranges::find(enumeration.enumerators, name, &model::Enumerator::name) !=
           enumeration.enumerators.end();
  };
  while (is_taken()) name += '_';
  return name;
}

ViewList constants_view(const CppConstants& constants) {
  ViewList list;
  for (const CppConstants::Constant& constant : constants.list())
    list.push_back(View{{"text", constant_text(constant)}});
  return list;
}

void set_codecs(View& view, const model::ApiModel& api, const JsonUse& use, const Unit& unit,
                CppConstants& constants, bool of_client) {
  ViewList structs;
  for (const model::StructIndex index : unit.structs)
    structs.push_back(codec_view(api, index, use, constants));
  ViewList declared = declared_view(api, use, unit);
  ViewList enums = enums_view(api, unit, of_client);
  view.set("has_codecs", !declared.empty() || !enums.empty());
  view.set("enums", std::move(enums));
  view.set("declared", std::move(declared));
  view.set("structs", std::move(structs));
}

View unit_view(const model::ApiModel& api, const JsonUse& use, const Unit& unit,
               const EmitOptions& options) {
  ViewList headers;
  for (const std::string& header : unit.headers) headers.push_back(View{{"path", header}});
  CppConstants constants;
  View view;
  view.set("banner", banner(api));
  view.set("tag", codecs_tag(api, options));
  view.set("headers", std::move(headers));
  view.set("includes", includes_view(api, unit));
  view.set("version", std::string(tool_version));
  view.set("functions", functions_view(api, unit));
  view.set("inputs", inputs_view(api, unit, options));
  set_codecs(view, api, use, unit, constants);
  set_operations(view, api, unit, constants);
  view.set("has_constants", !constants.list().empty());
  view.set("constants", constants_view(constants));
  view.set("api_name", options.name);
  view.set("namespace", api.cpp_namespace);
  view.set("has_asyncapi", has_sockets(api));
  view.set("definition", "");
  view.set("session_codec", unit.has_session ? session_codec(api, options) : "");
  view.set("session_codec_value", unit.has_session ? session_codec_value(api) : "");
  view.set("security", "");
  view.set("part", "");
  view.set("channel_part", "");
  view.set("topic_part", "");
  view.set("rpc_part", "");
  view.set("schedule_part", "");
  return view;
}

}  // namespace vgen::tool::emit
