#include "tools/vgen/analysis/wiring/door_text.hpp"

#include "tools/vgen/analysis/wiring/http_text.hpp"

#include <algorithm>

namespace vgen::tool::analysis {

std::string way_to(const Workspace& workspace, const std::string& function_cpp) {
  const auto leads_there = [&](const WrittenDoor& door) {
    return base(door).func && base(door).func->value.name == function_cpp;
  };
  const auto door = std::ranges::find_if(workspace.doors, leads_there);
  return door == workspace.doors.end() ? function_cpp : std::visit(route_phrase, *door);
}

}  // namespace vgen::tool::analysis
