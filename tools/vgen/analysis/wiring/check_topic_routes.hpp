#pragma once

#include "tools/vgen/analysis/wiring/written_channel.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <vector>

namespace vgen::tool::analysis {

/// Checks the topics that the clients of a channel may subscribe to: references and permissions.
std::vector<model::TopicRoute> check_topic_routes(Workspace& workspace,
                                                  const WrittenChannel& channel);

}  // namespace vgen::tool::analysis
