#include "tools/vgen/analysis/wiring/read_rpc.hpp"

#include "tools/vgen/analysis/wiring/policy_settings.hpp"

namespace vgen::tool::analysis {
namespace {

constexpr Setting<WrittenRpcRoute> rpc_rows[] = {
    {"name", member<&WrittenRpcRoute::name>},
    {"func", member<&WrittenRpcRoute::func>},
    policy::auth<WrittenRpcRoute>,
    policy::permissions<WrittenRpcRoute>,
    policy::middleware<WrittenRpcRoute>,
    {"idempotent", member<&WrittenRpcRoute::idempotent>},
    policy::blocking<WrittenRpcRoute>,
};

}  // namespace

std::span<const Setting<WrittenRpcRoute>> rpc_route_settings() {
  return rpc_rows;
}

WrittenRpcRoute read_rpc_route(Workspace& workspace, const frontend::DeclaredValue& element) {
  WrittenRpcRoute route;
  route.range = element.range;
  route.is_readable = read_settings(workspace, element, rpc_route_settings(), route);
  return route;
}

}  // namespace vgen::tool::analysis
