/// The outside of an open channel, as its host provides it.
#pragma once

#include <vgen/pubsub/publication.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vgen {

/// What an open channel does to the world: a websocket, a test, a gateway. Used on the thread of
/// the channel.
class ChannelPort {
 public:
  /// Sends a text message. Returns false if the client is gone, or too slow to be sent more.
  virtual bool send(std::string_view text) = 0;
  /// Sends a text message that may be dropped if the client does not read, see `Slow`.
  virtual bool send_droppable(std::string_view text) { return send(text); }
  /// Sends messages of a topic, in order. `frames` has their websocket frames, one after the other.
  /// Returns false like `send`.
  virtual bool deliver(std::string_view frames,
                       std::span<const SharedPublication> publications) = 0;
  /// Bytes that were sent and are not on their way yet.
  [[nodiscard]] virtual std::size_t unsent() const noexcept { return 0; }
  /// The messages that were dropped because the client does not read.
  [[nodiscard]] virtual std::uint64_t dropped() const noexcept { return 0; }
  /// Closes the channel after what was sent before. Later calls have no effect.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// A suspended handler has ended, so the channel may take further messages.
  virtual void resumed() noexcept = 0;

 protected:
  ChannelPort() = default;
  ~ChannelPort() = default;
  ChannelPort(const ChannelPort&) = default;
  ChannelPort& operator=(const ChannelPort&) = default;
};

}  // namespace vgen
