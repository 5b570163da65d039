#include "tools/vgen/commands/list.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string_view>
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

Row operation_row(const model::ApiModel& api, const model::HttpRoute& operation, bool limits) {
  Row row = {std::string(names_of(operation.method).word), operation.path, operation.wire_name};
  if (limits) row.insert(row.end(), {largest_text(operation), limit_text(api, operation)});
  row.push_back(place_text(operation.location));
  return row;
}

nlohmann::ordered_json operation_entry(const model::ApiModel& api,
                                       const model::HttpRoute& operation) {
  nlohmann::ordered_json entry = {{"method", names_of(operation.method).word},
                                  {"path", operation.path},
                                  {"operation", operation.wire_name},
                                  {"function", api.functions[operation.function].cpp},
                                  {"has_body", has_body(operation)}};
  if (operation.largest_body) entry["largest_body"] = *operation.largest_body;
  if (operation.policy.body_limit != 0) entry["body_limit"] = operation.policy.body_limit;
  entry["file"] = operation.location.file;
  entry["line"] = operation.location.line;
  return entry;
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
  std::vector<Row> rows = {{"METHOD", "PATH", "OPERATION"}};
  if (limits) rows.front().insert(rows.front().end(), {"LARGEST BODY", "BODY LIMIT"});
  rows.front().emplace_back("DECLARED AT");
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    rows.push_back(operation_row(api, operation, limits));
  });
  std::string text = rows.size() > 1 || api.schedules.empty() ? aligned(rows) : "";
  if (api.schedules.empty()) return text;
  std::vector<Row> tasks = {{"TASK", "CRON", "ZONE", "DECLARED AT"}};
  for (const model::Schedule& schedule : api.schedules)
    tasks.push_back(
        {schedule.name, schedule.text, zone_text(schedule), place_text(schedule.location)});
  return text + (text.empty() ? "" : "\n") + aligned(tasks);
}

std::string operations_json(const model::ApiModel& api) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    list.push_back(operation_entry(api, operation));
  });
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
