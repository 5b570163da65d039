#include "tools/vgen/analysis/wiring/read_wiring.hpp"

#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/wiring/read_channel.hpp"
#include "tools/vgen/analysis/wiring/read_global.hpp"
#include "tools/vgen/analysis/wiring/read_http.hpp"
#include "tools/vgen/analysis/wiring/read_rpc.hpp"
#include "tools/vgen/analysis/wiring/read_schedule.hpp"
#include "tools/vgen/analysis/wiring/read_security.hpp"
#include "tools/vgen/analysis/wiring/read_topic.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>

#include <utility>

namespace vgen::tool::analysis {
namespace {

using frontend::BracedValue;
using frontend::CallValue;
using frontend::DeclaredMember;
using frontend::DeclaredValue;
using frontend::DeclaredWiring;
using frontend::WiringKind;

/// Every function that a value refers to, at any depth.
void collect_functions(const DeclaredValue& value, std::vector<std::string>& functions) {
  if (const auto* function = std::get_if<frontend::FunctionValue>(&value.value))
    functions.push_back(function->name);
  if (const auto* call = std::get_if<CallValue>(&value.value)) {
    for (const DeclaredValue& argument : call->arguments) collect_functions(argument, functions);
  }
  if (const auto* braced = std::get_if<BracedValue>(&value.value)) {
    for (const DeclaredMember& member : braced->members) collect_functions(member.value, functions);
  }
}

void read_element(Workspace& workspace, const DeclaredWiring& wiring,
                  const DeclaredValue& element) {
  switch (wiring.kind) {
    case WiringKind::http_route:
      workspace.doors.emplace_back(read_http_route(workspace, element));
      return;
    case WiringKind::http_group:
      for (WrittenHttpRoute& route : read_http_group(workspace, element))
        workspace.doors.emplace_back(std::move(route));
      return;
    case WiringKind::channel_route:
      workspace.channels.push_back(read_channel(workspace, element));
      return;
    case WiringKind::topic:
      workspace.topics.push_back(read_topic(workspace, wiring, element));
      return;
    case WiringKind::rpc_route: workspace.rpc.push_back(read_rpc_route(workspace, element)); return;
    case WiringKind::global: read_global(workspace, element); return;
    case WiringKind::security: read_security(workspace, element); return;
    case WiringKind::schedule:
      workspace.schedules.push_back(read_schedule(workspace, element));
      return;
  }
}

void refuse_unless_constant(Workspace& workspace, const DeclaredWiring& wiring) {
  if (wiring.is_constant) return;
  workspace.report(
      make_diagnostic(Rule::mutable_wiring, wiring.range,
                      fmt::format("'{}' is not constant, but vgen reads {} when it generates",
                                  wiring.variable, facts(wiring.kind).plural),
                      fmt::format("write 'inline constexpr vgen::{}'", facts(wiring.kind).name)));
}

template <class T>
std::vector<std::string_view> names_of(std::span<const Setting<T>> settings) {
  std::vector<std::string_view> names;
  for (const Setting<T>& setting : settings) names.push_back(setting.name);
  return names;
}

}  // namespace

std::vector<std::string_view> setting_names(WiringKind kind) {
  switch (kind) {
    case WiringKind::http_route: return names_of(http_route_settings());
    case WiringKind::http_group: return names_of(http_group_settings());
    case WiringKind::channel_route: return names_of(channel_settings());
    case WiringKind::topic: return names_of(topic_settings());
    case WiringKind::rpc_route: return names_of(rpc_route_settings());
    case WiringKind::global: return names_of(global_settings());
    case WiringKind::security: return names_of(security_settings());
    case WiringKind::schedule: return names_of(schedule_settings());
  }
  return {};
}

void read_wiring(Workspace& workspace) {
  for (const DeclaredWiring& wiring : workspace.declared.wirings) {
    for (const DeclaredValue& element : wiring.elements) {
      collect_functions(element, workspace.wired_functions);
      read_element(workspace, wiring, element);
    }
    refuse_unless_constant(workspace, wiring);
  }
}

}  // namespace vgen::tool::analysis
