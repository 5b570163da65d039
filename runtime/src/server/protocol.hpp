/// What a connection speaks, without I/O: bytes go in, bytes come out.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen::server {

class Protocol;

/// Whoever drives a protocol: a connection, a protocol that wraps another one, a test.
class Driver {
 public:
  /// The protocol has gone on by itself: there is something to send, or it is finished. Not to be
  /// called from within the functions of the protocol.
  virtual void resumed() noexcept = 0;
  /// Lets another protocol take over, as an upgrade does. The driver first sends what is pending of
  /// the protocol that calls this, and asks it for nothing else; then it hands `leftover` to the
  /// next one: bytes that were received already. May be called from within the functions of the
  /// protocol, which stays alive until they have returned. The protocol must not be `running`.
  virtual void become(std::unique_ptr<Protocol> next, std::string leftover) = 0;

 protected:
  Driver() = default;
  ~Driver() = default;
  Driver(const Driver&) = default;
  Driver& operator=(const Driver&) = default;
};

/// A protocol on one connection. The driver reads while the protocol `wants_input` and hands it
/// what was `received`, sends what is `pending` and says what was `sent`, calls `tick` now and
/// then, and closes when the protocol is `finished` and nothing is pending. All on one thread.
///
/// One protocol may wrap another one: it is the driver of the inner one, and changes the bytes on
/// their way.
class Protocol {
 public:
  /// What has to be sent, in order. Empty pieces come last.
  using Pieces = std::array<std::string_view, 2>;

  virtual ~Protocol() = default;
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;

  [[nodiscard]] virtual bool wants_input() const noexcept = 0;
  /// Where the protocol would like the next bytes to be. Empty: anywhere. Valid until the next call
  /// of anything.
  [[nodiscard]] virtual std::span<char> input_space() { return {}; }
  /// Only while it wants input. The bytes are there until the call returns; what it needs of them
  /// later, it keeps.
  virtual void received(std::string_view bytes) = 0;
  /// The client sends no more.
  virtual void received_end() = 0;
  /// The client sends no more, or is gone: this is known before everything that it sent was read.
  virtual void peer_closed() noexcept = 0;

  /// Valid until the next call of anything.
  [[nodiscard]] virtual Pieces pending() = 0;
  /// So many bytes of what was pending were sent. Fewer than were pending: the client takes in no
  /// more for now, so the protocol may give memory back. Returns whether something is pending now.
  virtual bool sent(std::size_t bytes) = 0;
  /// Bytes of memory that are held until the client takes them in.
  [[nodiscard]] virtual std::size_t unsent() const noexcept = 0;

  /// Nothing more comes out: close when everything is sent.
  [[nodiscard]] virtual bool finished() const noexcept = 0;
  /// Whether a server that stops has to wait for it.
  [[nodiscard]] virtual bool busy() const noexcept = 0;
  /// Whether something is under way that refers to the protocol: then it must stay alive.
  [[nodiscard]] virtual bool running() const noexcept = 0;

  /// Looks at the time.
  virtual void tick() = 0;
  /// The server stops: comes to an end soon.
  virtual void begin_stop() noexcept = 0;
  /// Asks what is running to give up.
  virtual void stop_running(StopReason reason) noexcept = 0;

 protected:
  Protocol() = default;
};

}  // namespace vgen::server
