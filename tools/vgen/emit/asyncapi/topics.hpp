#pragma once

#include "tools/vgen/emit/asyncapi/frame.hpp"
#include "tools/vgen/emit/asyncapi/parts.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// Adds what topics bring to a channel: their messages, and the frames with which a client
/// subscribes to those of the channel. All must outlive the call only.
void append_topics(const model::ApiModel& api, const model::Channel& channel,
                   SchemaComponents& components, FramePrinter& frames, ChannelParts& parts);

}  // namespace vgen::tool::emit
