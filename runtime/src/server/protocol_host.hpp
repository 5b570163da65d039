/// The objects that the connections of one event loop share.
#pragma once

#include "date.hpp"
#include "event_facts.hpp"
#include "exchange.hpp"
#include "flush_list.hpp"
#include "output_buffer.hpp"
#include "perimeter.hpp"
#include "receive_buffer.hpp"

#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/websocket_limits.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/stream_options.hpp>
#include <vgen/dispatch/upload_options.hpp>
#include <vgen/http/host.hpp>
#include <vgen/http/origin.hpp>
#include <vgen/server/options.hpp>
#include <vgen/websocket/deflate.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace vgen::server {

/// The host and all objects that it points to outlive the connections.
struct ProtocolHost {
  const Dispatcher* dispatcher = nullptr;
  const HttpLimits* limits = nullptr;
  const WebsocketLimits* websocket = nullptr;
  StreamOptions streams{};
  CallHost call{};
  /// Refreshed by the loop.
  const FixedFields* fields = nullptr;
  UploadOptions uploads{};
  /// Answers and messages from this size on are compressed for clients that accept it. SIZE_MAX:
  /// none.
  std::size_t compress_from = SIZE_MAX;
  /// Null if every host is allowed.
  const AllowedHosts* hosts = nullptr;
  /// Null if only pages of the server itself may use it.
  const AllowedOrigins* origins = nullptr;
  /// Null if nothing surrounds the requests.
  const Perimeter* perimeter = nullptr;
  LoopMetrics* metrics = nullptr;  ///< Null if nobody reads them.
  LoopCounts* counts = nullptr;    ///< Null if nobody reads them.
  /// The event that brings the present request; null on a host with connections.
  const EventFacts* event = nullptr;
  /// Whether a request needs more than its own answer. Computed once, for the plain path.
  bool has_extras = origins != nullptr || perimeter != nullptr || event != nullptr;
  /// The loop's time. The loop refreshes it at every tick, so that requests need no system call.
  const std::chrono::steady_clock::time_point* now = nullptr;

  /// The websockets and streams that may begin to close now. While the server stops, the loop gives
  /// a number from time to time, so that their clients do not come back all at once.
  std::size_t may_close = SIZE_MAX;

  ReceiveBuffer receive{};
  OutputPool output{};
  CallPool calls{call};
  ExchangePool exchanges{calls, output};
  FlushList flush{call.executor};
  websocket::Deflater deflater{};
  websocket::Inflater inflater{};
  ChannelHost channels{.clock = call.clock,
                       .calls = &calls,
                       .limits = websocket,
                       .now = now,
                       .log = call.log,
                       .ids = call.ids,
                       .executor = call.executor,
                       .counts = counts};
};

}  // namespace vgen::server
