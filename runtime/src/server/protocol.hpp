/// The protocol of a connection, without I/O: from received bytes to bytes to send.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen::server {

class Protocol;

/// What is lost if a connection is closed.
enum class CutOff : unsigned char { nothing, request, function, answer };

/// The driver of a protocol: a connection, a protocol that wraps another one, or a test.
class Driver {
 public:
  /// The protocol has made progress by itself: there is something to send, or it is finished. Must
  /// not be called from the functions of the protocol.
  virtual void resumed() noexcept = 0;
  /// Lets another protocol take over, as an upgrade does. The driver first sends the pending output
  /// of the calling protocol, and calls nothing else of it. Then it passes `leftover`, the bytes
  /// that were already received, to the next one. May be called from the functions of the protocol,
  /// which stays alive until they have returned. The protocol must not be `running`.
  virtual void become(std::unique_ptr<Protocol> next, std::string leftover) = 0;

 protected:
  Driver() = default;
  ~Driver() = default;
  Driver(const Driver&) = default;
  Driver& operator=(const Driver&) = default;
};

/// A protocol on one connection. The driver reads while the protocol `wants_input` and passes the
/// bytes to `received`; it sends the `pending` bytes and reports them with `sent`; it calls `tick`
/// regularly; and it closes when the protocol is `finished` and nothing is pending. All calls are
/// on one thread.
///
/// One protocol may wrap another one: it is the driver of the inner protocol, and changes the bytes
/// on their way.
class Protocol {
 public:
  /// The bytes to send, in order. Empty pieces come last.
  using Pieces = std::array<std::string_view, 2>;

  virtual ~Protocol() = default;
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;

  [[nodiscard]] virtual bool wants_input() const noexcept = 0;
  /// The preferred place for the next bytes; empty for any place. Valid until the next call of any
  /// function.
  [[nodiscard]] virtual std::span<char> input_space() { return {}; }
  /// Only while it wants input. The bytes are valid until the call returns; the protocol keeps
  /// those that it needs later.
  virtual void received(std::string_view bytes) = 0;
  /// The client has stopped sending, and everything was read.
  virtual void received_end() = 0;
  /// The client has stopped sending or is gone, and not everything may be read yet.
  virtual void peer_closed() noexcept = 0;

  /// Valid until the next call of any function.
  [[nodiscard]] virtual Pieces pending() = 0;
  /// This many of the pending bytes were sent. If these are not all, the client does not read for
  /// now, so the protocol may free memory. Returns whether something is pending now.
  virtual bool sent(std::size_t bytes) = 0;
  /// Bytes of memory that are held until the client reads the output.
  [[nodiscard]] virtual std::size_t unsent() const noexcept = 0;

  /// Whether there will be no more output: close when everything is sent.
  [[nodiscard]] virtual bool finished() const noexcept = 0;
  /// Whether a stopping server must wait for it.
  [[nodiscard]] virtual bool busy() const noexcept = 0;
  /// Whether something that refers to the protocol still runs, so that it must stay alive.
  [[nodiscard]] virtual bool running() const noexcept = 0;

  /// Checks the time limits.
  virtual void tick() = 0;
  /// The server stops: the protocol ends soon.
  virtual void begin_stop() noexcept = 0;
  /// Asks running functions to end early.
  virtual void stop_running(StopReason reason) noexcept = 0;
  /// The server ends now, although the protocol is `busy`: answers what it can and returns what is
  /// lost, for the log. Called once.
  virtual CutOff cut_off() noexcept { return CutOff::nothing; }
  /// Since when nothing is lost if the connection is closed; none while something is under way.
  [[nodiscard]] virtual std::optional<std::chrono::steady_clock::time_point> idle_since()
      const noexcept {
    return std::nullopt;
  }

 protected:
  Protocol() = default;
};

}  // namespace vgen::server
