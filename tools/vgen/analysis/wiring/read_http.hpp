#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"
#include "tools/vgen/analysis/wiring/written_http.hpp"

namespace vgen::tool::analysis {

/// The settings of `vgen::HttpRoute`.
std::span<const Setting<WrittenHttpRoute>> http_route_settings();
/// The settings of `vgen::HttpGroup`.
std::span<const Setting<WrittenHttpGroup>> http_group_settings();

/// Reads a route. Reports faults.
WrittenHttpRoute read_http_route(Workspace& workspace, const frontend::DeclaredValue& element);
/// Reads the routes of a group, each with its inherited settings. Reports faults.
std::vector<WrittenHttpRoute> read_http_group(Workspace& workspace,
                                              const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
