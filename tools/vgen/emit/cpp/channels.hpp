#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <vector>

namespace vgen::tool::emit {

/// The table of channels, and what it refers to.
struct ChannelsView {
  ViewList openings;  ///< Readers of what open handlers take from the request.
  ViewList readers;   ///< Readers of messages whose type alone is not enough.
  ViewList tables;    ///< For each channel its messages.
  ViewList rows;
};

/// For these channels.
ChannelsView channels_view(const model::ApiModel& api, const std::vector<std::size_t>& channels,
                           CppConstants& constants);

/// The functions of a channel, each once, in the order of the model.
std::vector<model::FunctionIndex> functions_of(const model::Channel& channel);

}  // namespace vgen::tool::emit
