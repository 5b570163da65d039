#include "tools/vgen/analysis/wiring/door_text.hpp"

#include "tools/vgen/analysis/wiring/http_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace vgen::tool::analysis {

std::string way_to(const Workspace& workspace, const std::string& function_cpp) {
  const auto leads_there = [&](const WrittenDoor& door) {
    return base(door).func && base(door).func->value.name == function_cpp;
  };
  const auto door = std::ranges::find_if(workspace.doors, leads_there);
  if (door != workspace.doors.end()) return std::visit(route_phrase, *door);
  const auto is_function = [&](const std::optional<Written<frontend::FunctionValue>>& written) {
    return written && written->value.name == function_cpp;
  };
  for (const WrittenChannel& channel : workspace.channels) {
    const std::string name = channel.name ? channel.name->value : "channel";
    for (const WrittenMessage& message : channel.routes) {
      if (is_function(message.func) && message.value)
        return fmt::format("channel {}: {}", name, message.value->value);
    }
    if (is_function(channel.on_connect)) return fmt::format("channel {}: opening", name);
    if (is_function(channel.on_disconnect)) return fmt::format("channel {}: closing", name);
    if (is_function(channel.on_message) || is_function(channel.on_binary))
      return fmt::format("channel {}: message", name);
  }
  for (const WrittenRpcRoute& route : workspace.rpc) {
    if (is_function(route.func) && route.name) return fmt::format("RPC {}", route.name->value);
  }
  for (const WrittenSchedule& schedule : workspace.schedules) {
    if (is_function(schedule.func) && schedule.name)
      return fmt::format("schedule {}", schedule.name->value);
  }
  return function_cpp;
}

}  // namespace vgen::tool::analysis
