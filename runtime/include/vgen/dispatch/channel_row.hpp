/// How functions are reached by the messages of a websocket.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>

#include <span>
#include <string>
#include <string_view>

namespace vgen {

class HttpInput;
namespace json {
class Reader;
}

/// One message of a channel. A literal; generated code has a constexpr array of them.
struct MessageRow {
  Endpoint endpoint{};
  std::string_view value{};  ///< The value of the channel's key; empty for the default message.
  /// Reads the input of the endpoint from the message. Null if the function has no input.
  void (*read)(json::Reader& in, void* input) = nullptr;
  /// For a function that takes the message as it arrived, which need not be JSON. The bytes live as
  /// long as the event.
  void (*read_raw)(std::string_view bytes, void* input) = nullptr;
  /// The reply is an object, so its members stand beside the key and `$id`. Otherwise the reply has
  /// the member `result`.
  bool splices = false;
  bool concurrent = false;  ///< Not in the order of the connection's messages.
};

/// A topic that the clients of a channel may subscribe to. A literal; generated code has a
/// constexpr array of them.
struct TopicRouteRow {
  std::string_view topic{};  ///< The name in its row.
  /// Runs for each subscription; its input is the parameters of the topic. It answers with a
  /// problem if the client may not subscribe.
  Endpoint endpoint{};
};

/// How the state of a channel is kept as JSON between two events.
struct StateCodec {
  /// Makes a state in `place` from the text. If the text does not hold one, returns false, makes
  /// none, and appends the reason: `/count must be at least 0`.
  bool (*read)(std::string_view json, void* place, std::string& fault) = nullptr;
  /// Appends the state as JSON.
  void (*write)(std::string& json, const void* state) = nullptr;
  /// Whether two states are equal; null if their type has no `==`.
  bool (*equal)(const void* a, const void* b) = nullptr;
};

/// One channel. A literal; generated code has a constexpr array of them.
struct ChannelRow {
  std::string_view name{};          ///< "live"
  std::string_view path{};          ///< With parameters in braces: "/live/{room}".
  std::string_view key = "action";  ///< The member that selects the message.
  bool needs_session = false;       ///< Without a session the handshake is refused with 401.
  Endpoint open{};                  ///< `run` is null without a handler.
  /// Reads the input of `open` from the request. Null if it has none.
  void (*read_opening)(HttpInput& in, void* input) = nullptr;
  Endpoint close{};  ///< `run` is null without a handler.
  std::span<const MessageRow> messages{};
  const MessageRow* message = nullptr;  ///< For what matches no value; null for none.
  const MessageRow* binary = nullptr;   ///< For binary messages; null for none.
  std::span<const TopicRouteRow> topics{};
  unsigned long long message_limit = 0;  ///< Bytes of a message; 0 means the configured limit.
  Slow slow = Slow::close;               ///< For clients that do not read.
  const TypeSlot* state = nullptr;       ///< The type of `channel.state`; null for none.
  void (*make_state)(void* state) = nullptr;
  const StateCodec* state_codec = nullptr;  ///< Null if there is no state.
};

}  // namespace vgen
