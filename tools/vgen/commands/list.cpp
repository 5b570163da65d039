#include "tools/vgen/commands/list.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::commands {
namespace {

using Row = std::vector<std::string>;

bool has_body(const model::HttpRoute& operation) {
  return operation.body != model::BodyUse::none;
}

std::string largest_text(const model::HttpRoute& operation) {
  if (!has_body(operation)) return "no body";
  return operation.largest_body ? std::to_string(*operation.largest_body) : "unbounded";
}

std::string limit_text(const model::ApiModel& api, const model::HttpRoute& operation) {
  if (!has_body(operation)) return "";
  if (operation.policy.body_limit != 0) return std::to_string(operation.policy.body_limit);
  return api.policies.limits.body != 0 ? std::to_string(api.policies.limits.body) : "the server's";
}

std::string zone_text(const model::Schedule& schedule) {
  return schedule.zone.empty() ? "UTC" : schedule.zone;
}

std::string place_text(const SourceRange& location) {
  return fmt::format("{}:{}", location.file, location.line);
}

std::string last_name(std::string_view cpp) {
  const std::size_t colon = cpp.rfind(':');
  return std::string(colon == std::string_view::npos ? cpp : cpp.substr(colon + 1));
}

/// `is_editor and owns_todo or is_admin`
std::string requirement_text(const model::Requirement& requirement) {
  std::string text;
  for (const std::vector<model::Permission>& alternative : requirement) {
    if (!text.empty()) text += " or ";
    for (const model::Permission& permission : alternative) {
      if (&permission != &alternative.front()) text += " and ";
      text += last_name(permission.cpp);
    }
  }
  return text;
}

/// What a caller needs: `-`, `session`, `session, is_member`. Each part has to be met.
std::string need_text(bool needs_session, const model::Guards& guards) {
  if (!needs_session && guards.permissions.empty()) return "-";
  std::string text = needs_session ? "session" : "";
  for (const model::Requirement& requirement : guards.permissions)
    text += (text.empty() ? "" : ", ") + requirement_text(requirement);
  return text;
}

Row operation_row(const model::ApiModel& api, const model::HttpRoute& operation, bool limits) {
  Row row = {std::string(names_of(operation.method).word), operation.path, operation.wire_name,
             need_text(operation.policy.needs_session, operation.policy.guards)};
  if (limits) row.insert(row.end(), {largest_text(operation), limit_text(api, operation)});
  row.push_back(place_text(operation.location));
  return row;
}

using Table = std::vector<Row>;

Table operations(const model::ApiModel& api, bool limits) {
  Table table = {{"METHOD", "PATH", "OPERATION", "NEEDS"}};
  if (limits) table.front().insert(table.front().end(), {"LARGEST BODY", "BODY LIMIT"});
  table.front().emplace_back("DECLARED AT");
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    table.push_back(operation_row(api, operation, limits));
  });
  return table;
}

/// Something that the clients of a channel may do.
struct ChannelLine {
  std::string path;
  std::string message;
  std::string needs;
  SourceRange location;
};

/// The opening of each channel, its messages, and the topics that its clients may subscribe to.
std::vector<ChannelLine> channel_lines(const model::ApiModel& api) {
  std::vector<ChannelLine> lines;
  for (const model::Channel& channel : api.channels) {
    const auto add = [&](const auto& door, const std::string& name) {
      lines.push_back(
          {channel.path, name, need_text(door.needs_session, door.guards), door.location});
    };
    add(channel, "(opening)");
    for (const model::ChannelMessage& message : channel.messages) add(message, message.value);
    if (channel.message) add(*channel.message, "(any other)");
    if (channel.binary) add(*channel.binary, "(binary)");
    for (const model::TopicRoute& route : channel.topics) {
      const std::string needs = route.permission.empty() ? "-" : last_name(route.permission);
      lines.push_back(
          {channel.path, "subscribe " + api.topics[route.topic].pattern, needs, route.location});
    }
  }
  return lines;
}

Table channels(const model::ApiModel& api) {
  Table table = {{"CHANNEL", "MESSAGE", "NEEDS", "DECLARED AT"}};
  for (const ChannelLine& line : channel_lines(api))
    table.push_back({line.path, line.message, line.needs, place_text(line.location)});
  return table;
}

Table methods(const model::ApiModel& api) {
  Table table = {{"RPC", "NEEDS", "DECLARED AT"}};
  for (const model::RpcMethod& method : api.rpc)
    table.push_back(
        {method.name, need_text(method.needs_session, method.guards), place_text(method.location)});
  return table;
}

Table tasks(const model::ApiModel& api) {
  Table table = {{"TASK", "CRON", "ZONE", "DECLARED AT"}};
  for (const model::Schedule& schedule : api.schedules)
    table.push_back(
        {schedule.name, schedule.text, zone_text(schedule), place_text(schedule.location)});
  return table;
}

nlohmann::ordered_json operation_entry(const model::ApiModel& api,
                                       const model::HttpRoute& operation) {
  nlohmann::ordered_json entry = {
      {"method", names_of(operation.method).word},
      {"path", operation.path},
      {"operation", operation.wire_name},
      {"function", api.functions[operation.function].cpp},
      {"needs", need_text(operation.policy.needs_session, operation.policy.guards)},
      {"has_body", has_body(operation)}};
  if (operation.largest_body) entry["largest_body"] = *operation.largest_body;
  if (operation.policy.body_limit != 0) entry["body_limit"] = operation.policy.body_limit;
  entry["file"] = operation.location.file;
  entry["line"] = operation.location.line;
  return entry;
}

nlohmann::ordered_json method_entry(const model::ApiModel& api, const model::RpcMethod& method) {
  return {{"rpc", method.name},
          {"function", api.functions[method.function].cpp},
          {"needs", need_text(method.needs_session, method.guards)},
          {"file", method.location.file},
          {"line", method.location.line}};
}

nlohmann::ordered_json channel_entry(const ChannelLine& line) {
  return {{"channel", line.path},
          {"message", line.message},
          {"needs", line.needs},
          {"file", line.location.file},
          {"line", line.location.line}};
}

nlohmann::ordered_json schedule_entry(const model::ApiModel& api, const model::Schedule& schedule) {
  return {{"task", schedule.name},          {"cron", schedule.text},
          {"zone", zone_text(schedule)},    {"function", api.functions[schedule.function].cpp},
          {"file", schedule.location.file}, {"line", schedule.location.line}};
}

std::string aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], widths[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace

std::string operations_table(const model::ApiModel& api, bool limits) {
  std::string text;
  for (const Table& table : {operations(api, limits), channels(api), methods(api), tasks(api)})
    if (table.size() > 1) text += (text.empty() ? "" : "\n") + aligned(table);
  return text.empty() ? aligned(operations(api, limits)) : text;
}

std::string operations_json(const model::ApiModel& api) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    list.push_back(operation_entry(api, operation));
  });
  for (const ChannelLine& line : channel_lines(api)) list.push_back(channel_entry(line));
  for (const model::RpcMethod& method : api.rpc) list.push_back(method_entry(api, method));
  for (const model::Schedule& schedule : api.schedules)
    list.push_back(schedule_entry(api, schedule));
  return list.dump(2) + "\n";
}

ExitCode list(const ListOptions& options) {
  ExitCode exit_code = ExitCode::ok;
  const std::optional<Configuration> configuration = load_configuration(options.source, exit_code);
  if (!configuration) return exit_code;
  const std::optional<LoadedApi> loaded = load_api(options.source, *configuration, exit_code);
  if (!loaded) return exit_code;
  fmt::print("{}", options.json ? operations_json(loaded->api)
                                : operations_table(loaded->api, options.limits));
  return ExitCode::ok;
}

}  // namespace vgen::tool::commands
