#pragma once

#include "tools/vgen/model/http_route.hpp"
#include "tools/vgen/model/topic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::model {

/// The function for a kind of messages of a channel.
struct ChannelMessage {
  std::string
      value;  ///< The value of the channel's key; empty for the default and for binary ones.
  FunctionIndex function = 0;
  bool needs_session = false;
  bool concurrent = false;  ///< Not in the order of the connection's messages.
  bool is_raw = false;      ///< The function takes the message as it arrived.
  bool blocking = false;    ///< The function runs on a worker.
  Guards guards;
  SourceRange location;

  bool operator==(const ChannelMessage&) const = default;
};

/// What happens if the client does not read.
enum class Slow : unsigned char { close, drop_oldest, latest };

/// The last part of `vgen::Slow::latest`.
[[nodiscard]] constexpr std::string_view name_of(Slow slow) noexcept {
  switch (slow) {
    case Slow::close: return "close";
    case Slow::drop_oldest: return "drop_oldest";
    case Slow::latest: return "latest";
  }
  return "";
}

/// A websocket: the functions for its opening, its messages and its end.
struct Channel {
  std::string name;                          ///< `live`; unique among the channels.
  std::string path;                          ///< `/live/{room}`
  std::vector<std::string> path_parameters;  ///< In order.
  std::string key;                           ///< The member that selects the message: `action`.
  bool needs_session = false;                ///< The handshake is refused without one.
  Guards guards;                             ///< Of the opening.
  std::optional<FunctionIndex> open;
  std::vector<Binding> bindings;  ///< Of the input of `open`: path and query.
  std::optional<FunctionIndex> close;
  std::vector<ChannelMessage> messages;   ///< By key, in the order of the source.
  std::optional<ChannelMessage> message;  ///< For what no key selects.
  std::optional<ChannelMessage> binary;
  std::vector<TopicRoute> topics;       ///< Those that clients may subscribe to.
  std::string state;                    ///< The C++ type of `channel.state`; empty for none.
  std::optional<TypeIndex> state_type;  ///< Of the state: a struct.
  std::uint64_t message_limit = 0;      ///< Bytes; 0 means the configured limit.
  Slow slow = Slow::close;
  SourceRange location;

  bool operator==(const Channel&) const = default;
};

}  // namespace vgen::tool::model
