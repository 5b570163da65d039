/// The limits of websockets.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen {

/// Limits on what a peer of a websocket may send, and on how long it may be silent. Times are exact
/// to one tick of the server.
struct WebsocketLimits {
  std::size_t message_bytes = 1024 * 1024;  ///< If a channel sets no other limit; above: 1009.
  std::size_t unsent_bytes =
      1024 * 1024;  ///< Messages that the peer does not read; above: closed with 1013, or as
                    ///< `.slow` of the channel says.
  std::size_t waiting_messages = 16;      ///< Messages that wait behind a suspended handler; above,
                                          ///< nothing more is read.
  std::size_t waiting_bytes = 64 * 1024;  ///< The same, for their bytes together.
  std::size_t stream_bytes = 32 * 1024;   ///< Bytes that are not on their way yet; above,
                                          ///< `Stream::ready` waits.
  std::size_t subscriptions = 128;        ///< Topics or subscriptions of a connection; above: 429.
  std::size_t calls = 64;                 ///< Handlers of a connection that run at once.
  std::uint32_t messages_per_second = 0;  ///< Of a connection; above: 429. 0: no limit.
  std::chrono::milliseconds ping{25'000};     ///< Without a byte from the peer: a ping is sent.
  std::chrono::milliseconds silence{60'000};  ///< Without a byte from the peer: closed.
  std::chrono::milliseconds close{2'000};     ///< For the peer's answer to a close frame.
  std::chrono::milliseconds handler{30'000};  ///< For a suspended handler, if its message sets no
                                              ///< other limit.
};

/// What a connection says about a message above `messages_per_second`.
inline constexpr std::string_view too_many_messages =
    "The connection has sent too many messages in this second.";

/// Counts the messages of a connection in each second.
class MessageRate {
 public:
  /// Counts a message. Returns whether there are too many.
  [[nodiscard]] bool is_above(const WebsocketLimits& limits,
                              std::chrono::steady_clock::time_point now) noexcept {
    if (limits.messages_per_second == 0) return false;
    if (now - since_ >= std::chrono::seconds(1)) {
      since_ = now;
      count_ = 0;
    }
    if (count_ == limits.messages_per_second) return true;
    ++count_;
    return false;
  }

 private:
  std::chrono::steady_clock::time_point since_{};
  std::uint32_t count_ = 0;
};

}  // namespace vgen
