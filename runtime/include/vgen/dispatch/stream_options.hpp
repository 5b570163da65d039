/// The settings of streams over HTTP.
#pragma once

#include <chrono>
#include <cstddef>

namespace vgen {

/// How a host sends the items of subscriptions as answers to HTTP requests.
struct StreamOptions {
  /// If nothing was sent for so long, server-sent events get a comment: proxies keep the
  /// connection, and a client that is gone is noticed. Exact to one tick; 0 means none.
  std::chrono::milliseconds heartbeat{15'000};
  /// How long a client of server-sent events waits before it connects again. 0: it decides.
  std::chrono::milliseconds retry{0};
  /// Bytes that are not on their way yet; above: `Stream::ready` waits.
  std::size_t waiting_bytes = 64 * 1024;
  /// Bytes that wait for a client that does not read them; above: it is disconnected.
  std::size_t unsent_bytes = 1024 * 1024;
};

}  // namespace vgen
