/// A server that listens and answers from threads of its own.
#pragma once

#include "metrics.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace vgen::server {

/// Stops when it is destroyed. See `vgen::Server`, which it is behind.
class RunningServer {
 public:
  virtual ~RunningServer() = default;
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// The address as in a URL: "127.0.0.1", "[::1]".
  [[nodiscard]] virtual std::string host() const = 0;
  virtual void begin_stop() = 0;
  virtual void stop() = 0;
  virtual void reload_tls() {}
  /// Opens the file of the access log again.
  virtual void reopen_log() = 0;
  /// From now on `/readyz` answers 503.
  virtual void set_not_ready() = 0;
  /// Its figures.
  [[nodiscard]] virtual const Metrics& metrics() const = 0;

 protected:
  RunningServer() = default;
};

/// The server that waits for its sockets by epoll. Throws as `vgen::Server` does.
[[nodiscard]] std::unique_ptr<RunningServer> make_epoll_server(Apis apis,
                                                               const ServerOptions& options);

}  // namespace vgen::server
