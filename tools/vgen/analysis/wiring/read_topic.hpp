#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"
#include "tools/vgen/analysis/wiring/written_topic.hpp"

namespace vgen::tool::analysis {

/// The settings of `vgen::Topic`.
std::span<const Setting<WrittenTopic>> topic_settings();
/// The settings of `vgen::TopicRoute`.
std::span<const Setting<WrittenTopicRoute>> topic_route_settings();

/// Reads a topic. Reports faults.
WrittenTopic read_topic(Workspace& workspace, const frontend::DeclaredWiring& wiring,
                        const frontend::DeclaredValue& element);
/// Reads a topic of a channel. Reports faults.
WrittenTopicRoute read_topic_route(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
