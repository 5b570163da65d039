/// The settings of a server.
#pragma once

#include <vgen/channel/websocket_limits.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/dispatch/documents.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/static_files.hpp>
#include <vgen/dispatch/stream_options.hpp>
#include <vgen/dispatch/upload_options.hpp>
#include <vgen/http/problem.hpp>
#include <vgen/http/trusted_proxies.hpp>
#include <vgen/server/access_log.hpp>
#include <vgen/server/rate_limit.hpp>
#include <vgen/server/session_user.hpp>
#include <vgen/session/options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vgen {

class ChannelStore;
class TickLock;

/// Limits on what a client may send and on how long it may take. Everything that is read from the
/// network has a limit.
///
/// Every `tick` all connections are checked, so times are exact to one tick.
struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;         ///< Request line and headers together; above: 431.
  std::size_t headers = 100;                    ///< Header fields; above: 431.
  std::size_t body_bytes = default_body_limit;  ///< If a route sets no other limit; above: 413.
  std::size_t drained_bytes = 256 * 1024;       ///< Bytes of a refused body that are read to keep
                                                ///< the connection usable; above: it is closed.
  std::size_t connections = 10'000;  ///< Open ones of all threads together; above: the longest idle
                                     ///< one is closed for a new one, which else has to wait.
  std::chrono::milliseconds idle{75'000};  ///< Without a request on an open connection: closed. In
                                           ///< `Keep-Alive: timeout` of every answer.
  std::chrono::milliseconds header{
      10'000};  ///< From the first byte of a request to the end of its headers; longer: 408. A new
                ///< connection that sends nothing for so long is closed.
  std::chrono::milliseconds body{30'000};  ///< From there to the end of the body; longer: 408.
  std::chrono::milliseconds write{
      30'000};  ///< A client that reads its answers slower than `write_rate` for so long is closed.
  std::size_t write_rate = 1024;  ///< Bytes per second on average; 0 means that any byte is enough.
  std::size_t unsent_bytes =
      64 * 1024 * 1024;  ///< Memory of all threads for answers that clients do not read at once;
                         ///< above: the clients that have read nothing for longest are closed.
  std::chrono::milliseconds handler{
      30'000};  ///< For a coroutine, if a route sets no other limit;
                ///< longer: stop token, cancelled, 503. One that
                ///< goes on is answered for, and its connection closed.
  std::chrono::milliseconds tick{250};
};

/// How a server waits for its sockets. The functions, the limits and the answers are the same.
enum class ServerKind : unsigned char {
  automatic,  ///< `epoll` where there is one, else `beast`.
  epoll,      ///< The fastest; needs Linux.
  beast,      ///< Boost.Asio and Boost.Beast, on any system.
};

/// A certificate and its key; files in PEM format.
struct TlsCertificate {
  std::string certificate{};  ///< With those between it and its root.
  std::string key{};          ///< Without a password.

  bool operator==(const TlsCertificate&) const = default;
};

/// Whether answers and messages are compressed.
enum class Compression : unsigned char {
  automatic,  ///< Not with TLS: there the length of a compressed answer may tell an observer
              ///< something about its text (BREACH).
  on,
  off,
};

/// Compression of answers for clients that accept gzip, and of the messages of websockets for those
/// that offer permessage-deflate (RFC 7692). Not compressed are answers that set a cookie, have
/// `Cache-Control: no-store` or a strong `ETag`, and files.
struct CompressionOptions {
  Compression mode = Compression::automatic;
  std::size_t from_bytes = 1024;  ///< Smaller answers and messages are sent as they are.
};

/// HTTPS and WSS, of version 1.2 or later. Files are in PEM format.
struct TlsOptions {
  std::string certificate{};  ///< The file of the certificate, with those between it and its root.
                              ///< If empty, the server does not use TLS.
  std::string key{};          ///< The file of its private key, without a password.
  /// Further certificates, for other names. A client that asks for a name (SNI) gets the first
  /// certificate that is for it, all others the one above.
  std::vector<TlsCertificate> others{};
  /// The file of the authorities that must have signed the certificates of clients. If empty,
  /// clients need none.
  std::string client_ca{};

  [[nodiscard]] bool is_set() const noexcept {
    return !certificate.empty() || !key.empty() || !client_ca.empty() || !others.empty();
  }
};

/// The options of a server, with all defaults.
struct ServerOptions {
  std::string host = "127.0.0.1";  ///< An address or name of this machine; "0.0.0.0" or "::" for
                                   ///< all addresses. IPv6 addresses may have brackets.
  std::uint16_t port = 8080;       ///< 0 means any free port.
  /// A TCP socket that listens already, instead of host and port; -1 for none. The server uses
  /// copies of it, and does not close it.
  int listener = -1;
  /// Event loops, each with its own share of the connections. With more than one, several threads
  /// use the singletons at once. 0 means one per processor.
  unsigned threads = 1;
  /// Threads for functions that block: routes with `.blocking`, and tasks that are not coroutines.
  /// They are only started if there are some.
  unsigned workers = 4;
  std::size_t waiting_for_workers = 256;  ///< Events; one more is answered with 503.
  HttpLimits limits{};
  WebsocketLimits websocket{};
  StreamOptions streams{};
  UploadOptions uploads{};  ///< For routes with files.
  CompressionOptions compression{};
  /// The form of all errors, for an API that must speak another one than RFC 9457. Called from all
  /// threads at once. If it throws, the error has the usual form. Frames of websockets and events
  /// of streams have its text if that is JSON.
  ProblemWriter problem_writer{};
  SessionOptions sessions{};  ///< For the schemes of `vgen::Security`.
  ServedDocuments documents{};
  /// The hosts that requests may name, such as "example.org", "*.example.org" or "[::1]"; without
  /// any, all hosts. Other requests are answered with 421. This protects a server that only its own
  /// machine or network can reach from pages of attackers (DNS rebinding). `/healthz` and `/readyz`
  /// answer any host, because probes use addresses.
  std::vector<std::string> allowed_hosts{};
  /// The proxies whose word counts, such as "10.0.0.0/8": they say who their client is, whether it
  /// uses TLS and which host it has asked for (`Forwarded`, `X-Forwarded-…`), and may choose the
  /// request id (`X-Request-Id`). Without any, these fields have no effect.
  std::vector<std::string> trusted_proxies{};
  ProxyHeaders proxy_headers = ProxyHeaders::automatic;
  /// Requests that one session user, or one address without a session, may send; off by default.
  /// One more is answered with 429. Limits of single operations replace the general one: {"login",
  /// {.requests = 5, .per = std::chrono::minutes(1)}}.
  RateLimit rate_limit{};
  std::vector<std::pair<std::string, RateLimit>> operation_rate_limits{};
  /// What the access log and the rate limit call a session; see `user_of`. If empty, it is the
  /// member `user` (or `user_id`, `sub`, `subject`, `id`) of a session that a scheme of
  /// `vgen::Security` carries, unless the member is `@pii`.
  SessionUser session_user{};
  /// The file of the access log, one JSON object in a line; "-" is standard output. Empty: none.
  std::string access_log_file{};
  AccessLog* access_log = nullptr;  ///< Instead of a file. Must outlive the server.
  /// The port of `/metrics`, `/healthz` and `/readyz` for operators; 0 means any free port, none
  /// means no such listener.
  std::optional<std::uint16_t> admin_port{};
  std::string admin_host = "127.0.0.1";  ///< Its address.
  /// The origins of foreign pages that may use the server, such as "https://app.example.org". Their
  /// pages may read answers (CORS), open websockets, and use the cookie of their user. "*" lets
  /// pages of all origins read answers and open websockets, without the cookie. Pages of the server
  /// itself, and clients other than browsers, need not be in the list.
  std::vector<std::string> origins{};
  /// Header fields that every answer has, also an error: {"Strict-Transport-Security",
  /// "max-age=63072000"}. They are added to those of the answer.
  std::vector<std::pair<std::string, std::string>> headers{};
  /// Folders with pages, scripts and pictures; the longest prefix decides.
  std::vector<ServedDirectory> directories{};
  /// The time between "not ready" and "not accepting" when the server stops, in which a load
  /// balancer sees that `/readyz` answers 503. Each connection is closed with its next answer.
  /// Exact to one tick.
  std::chrono::milliseconds drain{0};
  /// The time that running requests may take when the server stops. Then they are asked to stop,
  /// and one second later they are answered with 503, closed and logged.
  std::chrono::milliseconds stop_timeout{10'000};
  ServerKind server = ServerKind::automatic;
  TlsOptions tls{};
  /// Lets one of several servers with the same schedules run a tick. If null, this server runs all
  /// ticks. Must outlive the server.
  TickLock* tick_lock = nullptr;
  /// The strict mode, for development: after each event of a channel, all that functions have seen
  /// of it is written to a store and destroyed, and made anew for the next event, as on hosts that
  /// do not hold the connection. Streams and subscriptions of RPC are answered with 501. Slower.
  bool strict_channels = false;
  /// The store of the strict mode. If null, one in memory. Must outlive the server.
  ChannelStore* channel_store = nullptr;
  /// The URL of a Redis that connects several servers: `redis://[[USER]:PASSWORD@]HOST[:PORT]
  /// [/DATABASE][?prefix=NAME]`. It has the topics, the ticks of schedules unless there is a
  /// `tick_lock`, and the sessions of cookies unless they have keys or a store. Empty: everything
  /// is in memory.
  std::string redis{};
  /// Why the server should get no requests now, as a sentence that clients may see; empty if it
  /// should. Asked by each request of `/readyz`, on any thread. Redis is one reason by itself.
  std::function<std::string()> not_ready{};
  LogSink* log = nullptr;  ///< If null, lines on standard error. Must outlive the server.
  const Clock* clock =
      nullptr;  ///< The clock of calls. If null, that of the system. Must outlive the server.
};

}  // namespace vgen
