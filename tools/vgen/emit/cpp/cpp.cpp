#include "tools/vgen/emit/cpp/cpp.hpp"

#include "tools/vgen/emit/asyncapi/asyncapi.hpp"
#include "tools/vgen/emit/cpp/header.hpp"
#include "tools/vgen/emit/cpp/schedules.hpp"
#include "tools/vgen/emit/cpp/security.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp/unit_view.hpp"
#include "tools/vgen/emit/openapi/openapi.hpp"
#include "tools/vgen/emit/output/layout.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// The limits that are configured; the others stay those of the runtime.
std::vector<std::string> limit_members(const model::Limits& limits) {
  std::vector<std::string> members;
  const auto add = [&](std::string_view name, std::uint64_t value) {
    if (value != 0) members.push_back(fmt::format(".{} = {}", name, value));
  };
  add("depth", limits.depth);
  add("items", limits.items);
  add("string_bytes", limits.string);
  add("faults", limits.faults);
  return members;
}

std::vector<std::string> definition_members(const model::ApiModel& api,
                                            const EmitOptions& options) {
  std::vector<std::string> members = {
      ".name = " + cpp_string(api.information.title),
      ".version = " + cpp_string(api.information.version),
  };
  if (!api.doors.empty()) members.emplace_back(".http = http_rows");
  if (!api.channels.empty()) members.emplace_back(".channels = channel_rows");
  if (!api.topics.empty()) members.emplace_back(".topics = topic_rows");
  if (!api.rpc.empty()) members.emplace_back(".rpc = rpc_rows");
  if (!api.rpc.empty() && api.policies.rpc_path != model::Policies{}.rpc_path)
    members.push_back(".rpc_path = " + cpp_string(api.policies.rpc_path));
  if (!api.schedules.empty()) members.emplace_back(".schedules = schedule_rows");
  if (has_zones(api)) members.emplace_back(".find_zone = vgen::find_zone");
  for (std::string& member : security_members(api, options)) members.push_back(std::move(member));
  members.push_back(fmt::format(".openapi = {}_openapi", options.name));
  if (api.policies.openapi_path != model::Policies{}.openapi_path)
    members.push_back(".openapi_path = " + cpp_string(api.policies.openapi_path));
  if (has_sockets(api)) members.push_back(fmt::format(".asyncapi = {}_asyncapi", options.name));
  if (api.policies.asyncapi_path != model::Policies{}.asyncapi_path)
    members.push_back(".asyncapi_path = " + cpp_string(api.policies.asyncapi_path));
  if (api.policies.docs_path != model::Policies{}.docs_path)
    members.push_back(".docs_path = " + cpp_string(api.policies.docs_path));
  const std::vector<std::string> limits = limit_members(api.policies.limits);
  if (!limits.empty()) members.push_back(fmt::format(".limits = {{{}}}", fmt::join(limits, ", ")));
  std::vector<std::string> leniency;
  if (api.policies.ignore_unknown_members) leniency.emplace_back(".unknown_members = true");
  if (api.policies.null_as_absent) leniency.emplace_back(".null_as_absent = true");
  if (!leniency.empty())
    members.push_back(fmt::format(".leniency = {{{}}}", fmt::join(leniency, ", ")));
  return members;
}

std::string definition_text(const model::ApiModel& api, const EmitOptions& options) {
  return cpp_braced("static const vgen::ApiDefinition definition", definition_members(api, options),
                    ";");
}

/// The documents have a source of their own, so that a changed comment compiles nothing else again.
/// It is one source for both, because build systems list the sources before they know whether there
/// are channels.
GeneratedFile documents_source(const model::ApiModel& api, const EmitOptions& options) {
  View view{{"banner", banner(api)},
            {"text", cpp_raw_string(emit_openapi(api, options).front().text)},
            {"namespace", api.cpp_namespace},
            {"name", options.name}};
  view.set("asyncapi", !has_sockets(api)
                           ? std::string()
                           : cpp_raw_string(emit_asyncapi(api, options).front().text));
  return {.path = options.name + ".openapi.gen.cpp",
          .text = render_template("cpp/openapi.mustache", view)};
}

GeneratedFile single_source(const model::ApiModel& api, const EmitOptions& options) {
  const JsonUse use = json_use(api);
  Unit unit = divide(api, use, 1).front();
  unit.headers = {options.name + ".gen.hpp"};
  unit.inputs.clear();  // that header has them
  View view = unit_view(api, use, unit, options);
  view.set("definition", definition_text(api, options));
  view.set("security", security_table(api));
  return {.path = options.name + ".gen.cpp", .text = render_template("cpp/unit.mustache", view)};
}

std::string part_name(const EmitOptions& options, std::string_view table, std::size_t number) {
  return fmt::format("{}_{}_{}", options.name, table, number);
}

/// One of several sources. Its table of routes has a name by which the others know it.
GeneratedFile shard(const model::ApiModel& api, const JsonUse& use, const Unit& unit,
                    std::size_t number, const EmitOptions& options) {
  const std::string path = fmt::format("{}.{}.gen.cpp", options.name, number);
  const bool is_empty =
      unit.functions.empty() && unit.structs.empty() && unit.topics.empty() && !unit.has_session;
  if (is_empty) return {.path = path, .text = fmt::format("// {}\n", banner(api))};
  View view = unit_view(api, use, unit, options);
  if (!unit.doors.empty()) view.set("part", part_name(options, "http", number));
  if (!unit.channels.empty()) view.set("channel_part", part_name(options, "channels", number));
  if (!unit.topics.empty()) view.set("topic_part", part_name(options, "topics", number));
  if (!unit.rpc.empty()) view.set("rpc_part", part_name(options, "rpc", number));
  if (!unit.schedules.empty()) view.set("schedule_part", part_name(options, "schedules", number));
  return {.path = path, .text = render_template("cpp/unit.mustache", view)};
}

ViewList parts_view(const std::vector<std::string>& names) {
  ViewList list;
  for (const std::string& name : names) list.push_back(View{{"part", name}});
  return list;
}

/// The source that joins the tables of all shards.
GeneratedFile joined_source(const model::ApiModel& api, const std::vector<Unit>& units,
                            const EmitOptions& options) {
  std::vector<std::string> http;
  std::vector<std::string> channels;
  std::vector<std::string> topics;
  std::vector<std::string> rpc;
  std::vector<std::string> schedules;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!units[i].doors.empty()) http.push_back(part_name(options, "http", i));
    if (!units[i].topics.empty()) topics.push_back(part_name(options, "topics", i));
    if (!units[i].rpc.empty()) rpc.push_back(part_name(options, "rpc", i));
    if (!units[i].schedules.empty()) schedules.push_back(part_name(options, "schedules", i));
    if (!units[i].channels.empty()) channels.push_back(part_name(options, "channels", i));
  }
  ViewList joins;
  const auto join = [&](std::string_view row, std::string_view table,
                        const std::vector<std::string>& names) {
    if (names.empty()) return;
    joins.push_back(View{
        {"join", cpp_braced(fmt::format("static const auto {} = vgen::codegen::join<vgen::{}>(",
                                        table, row),
                            names, ");")}});
  };
  join("HttpRow", "http_rows", http);
  join("ChannelRow", "channel_rows", channels);
  join("TopicRow", "topic_rows", topics);
  join("RpcRow", "rpc_rows", rpc);
  join("ScheduleRow", "schedule_rows", schedules);
  View view{{"banner", banner(api)},
            {"version", std::string(tool_version)},
            {"namespace", api.cpp_namespace},
            {"name", options.name},
            {"definition", definition_text(api, options)}};
  view.set("has_asyncapi", has_sockets(api));
  view.set("has_schedules", !schedules.empty());
  view.set("joins", std::move(joins));
  view.set("security", security_table(api));
  view.set("session_codec", session_codec(api, options));
  view.set("parts", parts_view(http));
  view.set("channel_parts", parts_view(channels));
  view.set("topic_parts", parts_view(topics));
  view.set("rpc_parts", parts_view(rpc));
  view.set("schedule_parts", parts_view(schedules));
  return {.path = options.name + ".gen.cpp", .text = render_template("cpp/joined.mustache", view)};
}

std::vector<GeneratedFile> sources(const model::ApiModel& api, const EmitOptions& options) {
  std::vector<GeneratedFile> files = {
      {.path = options.name + ".gen.hpp", .text = emit_header(api, options)},
      documents_source(api, options)};
  if (options.shards < 2) {
    files.push_back(single_source(api, options));
    return files;
  }
  const JsonUse use = json_use(api);
  const std::vector<Unit> units = divide(api, use, options.shards);
  files.push_back(joined_source(api, units, options));
  for (std::size_t i = 0; i < units.size(); ++i)
    files.push_back(shard(api, use, units[i], i, options));
  return files;
}

}  // namespace

std::vector<GeneratedFile> emit_cpp(const model::ApiModel& api, const EmitOptions& options) {
  std::vector<GeneratedFile> files = sources(api, options);
  for (GeneratedFile& file : files) file.text = lay_out(file.text, cpp_style);
  return files;
}

}  // namespace vgen::tool::emit
