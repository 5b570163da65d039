/// The limits of websockets.
#pragma once

#include <chrono>
#include <cstddef>

namespace vgen {

/// Limits on what a peer of a websocket may send, and on how long it may be silent. Times are exact
/// to one tick of the server.
struct WebsocketLimits {
  std::size_t message_bytes = 1024 * 1024;  ///< If a channel sets no other limit; above: 1009.
  std::size_t unsent_bytes =
      1024 * 1024;  ///< Messages that the peer does not read; above: closed with 1013.
  std::size_t waiting_messages = 16;      ///< Messages that wait behind a suspended handler; above,
                                          ///< nothing more is read.
  std::size_t waiting_bytes = 64 * 1024;  ///< The same, for their bytes together.
  std::size_t subscriptions = 128;        ///< Topics of a connection; above: 429.
  std::size_t calls = 64;                 ///< Handlers of a connection that run at once.
  std::chrono::milliseconds ping{25'000};     ///< Without a byte from the peer: a ping is sent.
  std::chrono::milliseconds silence{60'000};  ///< Without a byte from the peer: closed.
  std::chrono::milliseconds close{2'000};     ///< For the peer's answer to a close frame.
  std::chrono::milliseconds handler{30'000};  ///< For a suspended handler, if its message sets no
                                              ///< other limit.
};

}  // namespace vgen
