#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/analysis/wiring/written_topic.hpp"
#include "tools/vgen/model/channel.hpp"

namespace vgen::tool::analysis {

/// A message of a channel as written.
struct WrittenMessage : WrittenDoorBase {
  std::optional<Written<std::string>> value{};
  bool concurrent = false;

  bool operator==(const WrittenMessage&) const = default;
};

/// A ChannelRoute as written.
struct WrittenChannel : WrittenDoorBase {
  std::optional<Written<frontend::StringValue>> path{};
  std::optional<Written<frontend::FunctionValue>> on_connect{};
  std::optional<Written<frontend::FunctionValue>> on_disconnect{};
  std::optional<Written<frontend::FunctionValue>> on_message{};
  std::optional<Written<frontend::FunctionValue>> on_binary{};
  std::optional<Written<std::string>> key{};
  std::vector<WrittenMessage> routes{};
  std::vector<WrittenTopicRoute> topics{};
  std::optional<Written<frontend::DeclaredType>> state{};
  std::optional<model::TypeIndex> state_type{};  ///< Of `state`, after `resolve_states`.
  std::uint64_t frame_limit = 0;
  model::Slow slow = model::Slow::close;

  bool operator==(const WrittenChannel&) const = default;
};

}  // namespace vgen::tool::analysis
