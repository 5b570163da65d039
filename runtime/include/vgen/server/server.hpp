/// A server inside a program.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace vgen {

/// An HTTP/1.1 server for an API, or for several. It listens once it is constructed, and answers
/// from its own threads. Its functions may be called from any thread except the server's own.
class Server {
 public:
  /// Throws `std::system_error` if it cannot listen on the address. Throws `std::invalid_argument`
  /// if the APIs contradict each other or one needs a session resolver that it was not given, if a
  /// served folder does not exist, if the host or an allowed host is not one, or if a trusted
  /// proxy, a rate limit or the access log cannot be used.
  Server(Apis apis, ServerOptions options);
  /// Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port that it listens on.
  [[nodiscard]] std::uint16_t port() const;
  /// "http://127.0.0.1:8080", "http://[::1]:8080".
  [[nodiscard]] std::string url() const;

  /// Where operators find `/metrics`: "http://127.0.0.1:9090". Empty without
  /// `ServerOptions::admin_port`.
  [[nodiscard]] std::string admin_url() const;

  /// Stops gracefully, and returns when it has stopped: `/readyz` answers 503 (for
  /// `ServerOptions::drain`), no connection is accepted, requests that run or have begun to arrive
  /// are finished (within `ServerOptions::stop_timeout`). Further calls return when the first one
  /// does.
  void stop();
  /// The same without waiting.
  void begin_stop();

  /// Reads the files of `ServerOptions::tls` again, for new connections; those that are open go on.
  /// Throws `std::invalid_argument` with one sentence if one cannot be used: then nothing changes.
  /// Without TLS it does nothing.
  void reload_tls();

  /// Opens `ServerOptions::access_log_file` again, after somebody has renamed it. Throws
  /// `std::invalid_argument` with one sentence if it cannot be opened: then nothing changes.
  void reopen_log();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace vgen
