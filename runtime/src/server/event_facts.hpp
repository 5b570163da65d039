/// What a host knows of the request that it serves, if events bring the requests.
#pragma once

#include <vgen/http/request.hpp>

#include <chrono>
#include <string>

namespace vgen::server {

/// The one event that a host serves now. Such a host keeps no connections, so what needs one is
/// answered with 501: websockets, and the streams of subscriptions.
struct EventFacts {
  std::string request_id{};  ///< The id that the host gives to the request; empty for an own one.
  /// When the request must have its answer, also if the route allows more time.
  std::chrono::steady_clock::time_point latest_end = std::chrono::steady_clock::time_point::max();
  Scheme scheme = Scheme::unknown;  ///< How the client speaks to the gateway in front.
};

}  // namespace vgen::server
