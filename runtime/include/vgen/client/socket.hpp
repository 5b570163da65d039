/// Channels and RPC connections: websockets that connect again. Light: no Boost.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/connection.hpp>
#include <vgen/client/stream.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::client {

/// Why a connection ended: a code of RFC 6455, and the text that came with it.
struct SocketEnd {
  std::uint16_t code = 1006;  ///< 1006: the connection broke, or there was none.
  std::string reason{};

  bool operator==(const SocketEnd&) const = default;
};

enum class SocketStatus {
  connecting,
  live,
  waiting,  ///< The connection is lost; there will be another attempt.
  closed,   ///< There will be no other attempt.
};

/// The state of a channel or an RPC connection.
struct SocketState {
  SocketStatus status = SocketStatus::connecting;
  SocketEnd reason{};                                ///< Of `waiting` and `closed`.
  std::chrono::system_clock::time_point next_try{};  ///< Of `waiting`.

  bool operator==(const SocketState&) const = default;
};

/// The options of a channel or an RPC connection. Functions are called on the client's thread: they
/// must neither block nor throw.
struct SocketOptions {
  /// How many failed attempts in a row end it. None: no limit.
  std::optional<int> retries{};
  /// The time that one attempt to connect may take.
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
  /// Silence after which the client asks the server for a sign of life, and how long it waits for
  /// it before it connects again. 0: it does not ask.
  std::chrono::milliseconds ping = std::chrono::seconds(25);
  std::chrono::milliseconds pong_timeout = std::chrono::seconds(10);
  /// Time without a message after which the client connects again. 0: no limit.
  std::chrono::milliseconds idle_timeout{};
  /// Sent with the handshake.
  std::vector<HeaderField> headers{};
  /// Closes it.
  std::stop_token stop{};
  /// Gets each new state.
  std::function<void(const SocketState& state)> on_state{};
  /// Gets each problem that belongs to no call.
  std::function<void(const CallResult<void>& problem)> on_error{};
};

/// The options of one call on a channel or an RPC connection.
struct SendOptions {
  /// As that of the client, if it is not set. 0: no limit.
  std::optional<std::chrono::milliseconds> timeout{};
  /// Ends the call as `aborted`.
  std::stop_token stop{};
};

/// The options of a subscription.
struct TopicOptions {
  /// Begin after this place: that of an earlier subscription, or what it has missed.
  std::optional<TopicPosition> after{};
};

/// The options of a stream over RPC.
struct StreamOptions {
  std::string last_id{};  ///< Continue after this item of an earlier stream.
};

namespace detail {

/// An open websocket, for generated code. With the last handle it is closed.
class SocketCore : public Caller {
 public:
  [[nodiscard]] virtual SocketState state() const = 0;
  virtual void close(std::uint16_t code, std::string reason) = 0;
  /// Sends a message that nothing answers. False: it cannot be sent; `on_error` gets the reason.
  virtual bool tell(Prepared message, bool is_binary) = 0;
  virtual std::shared_ptr<Feed> messages() = 0;
  virtual std::shared_ptr<Feed> subscribe(std::string_view pattern, std::string topic,
                                          TopicOptions options) = 0;
  virtual std::shared_ptr<Feed> open_stream(Prepared message, StreamOptions options) = 0;
};

[[nodiscard]] std::shared_ptr<SocketCore> open_channel(const Connection& connection,
                                                       std::string_view key, Prepared address,
                                                       SocketOptions options);
[[nodiscard]] std::shared_ptr<SocketCore> open_rpc(const Connection& connection, Prepared address,
                                                   SocketOptions options);

}  // namespace detail

/// What open channels and RPC connections have. It connects at once, and again when the connection
/// is lost, until it is closed. A handle: copies share it, and with the last of them, of its calls
/// and of its streams it is closed. Its functions may be called from any thread.
class Socket {
 public:
  using SendOptions = client::SendOptions;
  using StreamOptions = client::StreamOptions;
  using TopicOptions = client::TopicOptions;

  explicit Socket(std::shared_ptr<detail::SocketCore> core) : core_(std::move(core)) {}

  [[nodiscard]] SocketState state() const { return core_->state(); }
  /// Closes it. Calls without an answer end as `aborted`, and streams end.
  void close(std::uint16_t code = 1000, std::string_view reason = {}) const {
    core_->close(code, std::string(reason));
  }

 protected:
  [[nodiscard]] const std::shared_ptr<detail::SocketCore>& core() const { return core_; }
  [[nodiscard]] std::shared_ptr<detail::FeedHandle> kept(std::shared_ptr<detail::Feed> feed,
                                                         bool closes = true) const {
    return std::make_shared<detail::FeedHandle>(std::move(feed), core_, closes);
  }

 private:
  std::shared_ptr<detail::SocketCore> core_;
};

}  // namespace vgen::client
