#pragma once

#include "tools/vgen/analysis/wiring/written_http.hpp"
#include "tools/vgen/analysis/workspace.hpp"

namespace vgen::tool::analysis {

/// Checks the media types of a route whose input is bound, and takes over those that are good.
void check_media_types(Workspace& workspace, const WrittenHttpRoute& route,
                       model::HttpRoute& checked);

}  // namespace vgen::tool::analysis
