/// The hidden topic that connects the channels of a route.
#pragma once

#include <vgen/dispatch/channel_row.hpp>

#include <string>

namespace vgen {

inline std::string broadcast_topic(const ChannelRow& row) {
  return "#route/" + std::string(row.name);
}

}  // namespace vgen
