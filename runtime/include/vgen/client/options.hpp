/// The options of a client and of a call. Light: no Boost.
#pragma once

#include <vgen/client/answer.hpp>
#include <vgen/client/transport.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vgen::client {

/// How a client speaks TLS with servers of `https`.
struct TlsOptions {
  /// Whether the server must have a certificate for its name from a known authority. Switch it off
  /// in tests only.
  bool verify = true;
  /// A file of certificates (PEM) of the authorities to trust. Empty: those of the system.
  std::string authorities{};
  /// The client's own certificate and its key (PEM files), if the server asks for one.
  std::string certificate{};
  std::string key{};
};

/// The options of a client.
struct Options {
  /// The address of the API, with or without a path: `https://example.com/api`. Without a query.
  std::string base_url{};
  /// Sent with every request, such as an API key.
  std::vector<HeaderField> headers{};
  /// Returns the bearer token; called before every attempt. An empty token is not sent. Runs on the
  /// client's thread, so other calls wait while it runs.
  std::function<std::string()> auth{};
  /// How many times a call is retried if it is safe to repeat: GET, PUT, DELETE and QUERY, and
  /// others with an idempotency key.
  int retries = 2;
  /// The time that one attempt may take, with its body. 0: no limit.
  std::chrono::milliseconds timeout = std::chrono::seconds(30);
  /// The time that a call may take with all its attempts. 0: no limit.
  std::chrono::milliseconds deadline{};
  /// Bytes of the largest body of an answer. A larger one is a `network` problem.
  std::size_t largest_answer = 64 * 1024 * 1024;
  /// Connections that are kept open for further calls, and how long. A server closes an idle
  /// connection too; the client notices and opens another one.
  std::size_t idle_connections = 8;
  std::chrono::milliseconds idle_time = std::chrono::seconds(30);
  TlsOptions tls{};
  /// An HTTP proxy: `http://proxy:3128`. `https` goes through it by CONNECT.
  std::string proxy{};
  /// Gets the request of every attempt, and may change it. Runs on the client's thread.
  std::function<void(HttpRequest& request)> on_request{};
  /// Gets the outcome of every attempt that was not aborted. Runs on the client's thread.
  std::function<void(const HttpRequest& request, const Outcome& outcome)> on_response{};
  /// Used instead of sockets, for example `vgen::testing::transport(api)`.
  std::shared_ptr<Transport> transport{};
  /// For tests: gets the wait before a retry, and the client does not wait.
  std::function<void(std::chrono::milliseconds wait)> on_wait{};
  /// For tests: 0 to 1, to vary the waits; used instead of chance.
  std::function<double()> random{};
};

/// The options of one call. What is not set is as in the client's options.
struct CallOptions {
  std::optional<int> retries{};
  std::optional<std::chrono::milliseconds> timeout{};
  std::optional<std::chrono::milliseconds> deadline{};
  /// Ends the call as `aborted`, during an attempt or between two attempts.
  std::stop_token stop{};
  /// Sent with this call. They replace the client's headers of the same names.
  std::vector<HeaderField> headers{};
  /// Makes a call of any method safe to repeat: every attempt sends it as `Idempotency-Key`. It
  /// helps only if the function uses the key.
  std::string idempotency_key{};
};

}  // namespace vgen::client
