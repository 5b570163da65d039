/// The settings of a server.
#pragma once

#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/dispatch/documents.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/static_files.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vgen {

/// Bounds on what a client may send and on how long it may take. Nothing read from the network is
/// without one.
///
/// Times are kept by a sweep over all connections every `tick`, so they hold to within one tick.
struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;         ///< Request line and headers together; beyond: 431.
  std::size_t headers = 100;                    ///< Header fields; beyond: 431.
  std::size_t body_bytes = default_body_limit;  ///< Where a route says nothing else; beyond: 413.
  std::size_t drained_bytes = 256 * 1024;       ///< Of a refused body that are read so that the
                                                ///< connection stays usable; beyond: it is closed.
  std::size_t connections =
      10'000;  ///< Open ones of all threads together; beyond: none is accepted until one closes.
  std::chrono::milliseconds idle{60'000};  ///< Without a request on an open connection: closed.
  std::chrono::milliseconds header{
      10'000};  ///< From the first byte of a request to the end of its headers; beyond: 408.
  std::chrono::milliseconds body{30'000};  ///< From there to the end of the body; beyond: 408.
  std::chrono::milliseconds write{
      30'000};  ///< How long a client may take in less than `write_rate` of its answers: closed.
  std::size_t write_rate = 1024;  ///< Bytes a second on average; 0: any byte at all is enough.
  std::size_t unsent_bytes =
      64 * 1024 * 1024;  ///< Memory of all threads together for answers that clients do not take in
                         ///< at once; beyond: those that took in nothing for longest are closed.
  std::chrono::milliseconds handler{30'000};  ///< For a coroutine, where a route says nothing else;
                                              ///< beyond: stop token, cancelled, 503.
  std::chrono::milliseconds tick{250};
};

/// What a server is made with. All defaults are visible here.
struct ServerOptions {
  std::string host =
      "127.0.0.1";            ///< An address of this machine; "0.0.0.0" or "::" for all of them.
  std::uint16_t port = 8080;  ///< 0: any free one.
  /// Event loops, each with its own share of the connections. With more than one, the singletons
  /// are used by several threads at once. 0: one for each processor.
  unsigned threads = 1;
  HttpLimits limits{};
  ServedDocuments documents{};
  /// Folders with pages, scripts, pictures; the longest prefix decides.
  std::vector<ServedDirectory> directories{};
  /// How long running requests may take when the server stops; then they are told to, and a second
  /// later they are cut off.
  std::chrono::milliseconds stop_timeout{10'000};
  LogSink* log = nullptr;  ///< Null: lines on standard error. Must outlive the server.
  const Clock* clock =
      nullptr;  ///< What calls see as the time. Null: that of the system. Must outlive the server.
};

}  // namespace vgen
