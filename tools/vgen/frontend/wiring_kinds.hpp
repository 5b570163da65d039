#pragma once

#include <algorithm>
#include <string_view>

/// The types of constants through which a header wires functions: each fact about a kind is in its
/// row.
namespace vgen::tool::frontend {

/// A wiring type of `vgen/api.hpp`.
enum class WiringKind {
  http_route,
  http_group,
  channel_route,
  topic,
  rpc_route,
  schedule,
  security,
  global,
};

/// What vgen knows about a kind of wiring.
struct WiringFacts {
  WiringKind kind = WiringKind::http_route;
  std::string_view name;    ///< Of the type in namespace vgen: `HttpRoute`.
  std::string_view plural;  ///< For messages: `channels`.
};

inline constexpr WiringFacts wiring_kinds[] = {
    {WiringKind::http_route, "HttpRoute", "HTTP routes"},
    {WiringKind::http_group, "HttpGroup", "HTTP groups"},
    {WiringKind::channel_route, "ChannelRoute", "channels"},
    {WiringKind::topic, "Topic", "topics"},
    {WiringKind::rpc_route, "RpcRoute", "RPC routes"},
    {WiringKind::schedule, "Schedule", "schedules"},
    {WiringKind::security, "Security", "security schemes"},
    {WiringKind::global, "Global", "global settings"},
};

/// The row of a kind.
constexpr const WiringFacts& facts(WiringKind kind) {
  return *std::ranges::find(wiring_kinds, kind, &WiringFacts::kind);
}

}  // namespace vgen::tool::frontend
