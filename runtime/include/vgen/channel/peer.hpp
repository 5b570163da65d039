/// The receiver of the messages of one websocket.
#pragma once

#include <vgen/api.hpp>
#include <vgen/channel/channel_port.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/router.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace vgen {

/// What a host does with an open websocket: a channel or the RPC connection. Belongs to one thread.
class Peer {
 public:
  virtual ~Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// Runs the open handler, as the answer to the request in `call`, which has begun. If the result
  /// is `accepted`, the host opens the connection, else it sends the response of the call. The
  /// completion is used as for `invoke`.
  [[nodiscard]] virtual Progress open(HostedCall& call, const PathValues& path,
                                      Completion& completion) = 0;
  [[nodiscard]] virtual bool accepted() const noexcept = 0;
  /// The connection is open. The port must outlive the peer.
  virtual void attach(ChannelPort& port) = 0;

  /// A text message. It may be changed in place.
  virtual void text_message(std::span<char> text) = 0;
  virtual void binary_message(std::span<const char> bytes) = 0;
  /// False if too many messages wait: the host should not read more for now.
  [[nodiscard]] virtual bool wants_more() const noexcept = 0;
  /// Whether a handler runs or waits, so that the object must stay alive.
  [[nodiscard]] virtual bool running() const noexcept = 0;

  /// The connection is over, or will be after what was sent. Messages that wait are dropped, and
  /// suspended handlers are asked to end.
  virtual void end(StopReason reason) noexcept = 0;
  /// The connection closes: messages that wait are dropped, and no further one is handled.
  virtual void stop_messages() noexcept = 0;
  /// Some of what was sent is on its way.
  virtual void writable() {}
  /// The server is going to stop: handlers that may run for any time are asked to end.
  virtual void begin_stop() noexcept {}
  /// Asks suspended handlers to end early.
  virtual void stop_running(StopReason reason) noexcept = 0;
  /// Checks the deadlines of suspended handlers.
  virtual void tick() = 0;

  /// Unique among all websockets of the server.
  [[nodiscard]] virtual std::string_view id() const noexcept = 0;
  /// Bytes of the longest message; 0 means the configured limit.
  [[nodiscard]] virtual unsigned long long message_limit() const noexcept = 0;
  /// What happens if the client does not read.
  [[nodiscard]] virtual Slow slow() const noexcept { return Slow::close; }

 protected:
  Peer() = default;
};

}  // namespace vgen
