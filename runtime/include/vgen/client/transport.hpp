/// What carries the requests of a client. Light: no Boost.
#pragma once

#include <vgen/client/answer.hpp>

#include <functional>
#include <stop_token>

namespace vgen::client {

/// Carries requests: over sockets, in memory, or by what the program brings. Connections of several
/// threads may share one, so that it must be safe for several threads.
class Transport {
 public:
  using Done = std::function<void(Outcome)>;

  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Sends a request once, and calls `done` exactly once: at once or later, on any thread. If
  /// `stop` is requested, it ends soon; its outcome does not matter then. Does not throw.
  /// `repeatable` says that the server may get the request twice.
  virtual void send(HttpRequest request, bool repeatable, std::stop_token stop, Done done) = 0;

 protected:
  Transport() = default;
};

}  // namespace vgen::client
