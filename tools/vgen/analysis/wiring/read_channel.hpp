#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"
#include "tools/vgen/analysis/wiring/written_channel.hpp"

namespace vgen::tool::analysis {

/// The settings of `vgen::ChannelRoute`.
std::span<const Setting<WrittenChannel>> channel_settings();
/// The settings of `vgen::MessageRoute`.
std::span<const Setting<WrittenMessage>> message_settings();

/// Reads a channel with its messages. Reports faults.
WrittenChannel read_channel(Workspace& workspace, const frontend::DeclaredValue& element);

}  // namespace vgen::tool::analysis
