/// What carries the requests of a client. Light: no Boost.
#pragma once

#include <vgen/client/answer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace vgen::client {

/// How a websocket is kept.
struct WebsocketSettings {
  /// Silence after which the server is asked for a sign of life, and how long that may take. 0: it
  /// is never asked.
  std::chrono::milliseconds ping{};
  std::chrono::milliseconds pong_timeout{};
  std::size_t largest_message = 0;  ///< Bytes; a larger one ends the connection.
};

/// Why a websocket has ended, or was not opened.
struct WebsocketEnd {
  std::uint16_t code = 1006;  ///< Of RFC 6455; 1006 if there was no close frame.
  std::string reason{};
  std::optional<HttpAnswer> answer{};  ///< With it the server refused the handshake.
};

/// An open websocket. Its functions may be called from any thread.
class Websocket {
 public:
  virtual ~Websocket() = default;
  virtual void send(std::string data, bool is_binary) = 0;
  /// Begins the closing handshake.
  virtual void close(std::uint16_t code, std::string reason) = 0;
};

/// What a websocket calls, on any thread, one after the other.
class WebsocketUser {
 public:
  virtual ~WebsocketUser() = default;
  virtual void opened(std::shared_ptr<Websocket> socket) = 0;
  virtual void received(std::string data, bool is_binary) = 0;
  /// The last call, also if the websocket was not opened.
  virtual void closed(WebsocketEnd end) = 0;
};

/// What an answer calls that is read piece by piece, on any thread, one after the other.
class StreamUser {
 public:
  virtual ~StreamUser() = default;
  /// The status and the headers. The body is empty.
  virtual void began(HttpAnswer head) = 0;
  /// A piece of the body. The next one comes when `more` was called, once, on any thread.
  virtual void received(std::string piece, std::function<void()> more) = 0;
  /// The last call. With a problem, the answer has not come to its end.
  virtual void ended(std::optional<TransportProblem> problem) = 0;
};

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

  /// Sends a request whose answer is read piece by piece. If `stop` is requested, it ends soon.
  /// Does not throw. A transport that has only whole answers need not have it: then the body is one
  /// piece.
  virtual void stream(HttpRequest request, std::stop_token stop, std::shared_ptr<StreamUser> user);

  // NOLINTBEGIN(performance-unnecessary-value-param): transports that have websockets keep them
  /// Opens a websocket. If `stop` is requested, it ends at once. Does not throw. A transport
  /// without websockets need not have it.
  virtual void open(HttpRequest /*request*/, const WebsocketSettings& /*settings*/,
                    std::stop_token /*stop*/, std::shared_ptr<WebsocketUser> user) {
    user->closed({.code = 3000, .reason = "this transport has no websockets"});
  }
  // NOLINTEND(performance-unnecessary-value-param)

 protected:
  Transport() = default;
};

}  // namespace vgen::client
