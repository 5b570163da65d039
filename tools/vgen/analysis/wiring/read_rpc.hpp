#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"
#include "tools/vgen/analysis/wiring/written_rpc.hpp"

namespace vgen::tool::analysis {

/// The settings of `vgen::RpcRoute`.
std::span<const Setting<WrittenRpcRoute>> rpc_route_settings();

/// Reads a method of RPC. Reports faults.
WrittenRpcRoute read_rpc_route(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
