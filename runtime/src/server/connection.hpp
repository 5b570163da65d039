/// One connection: a protocol on a socket.
#pragma once

#include "protocol.hpp"
#include "send_progress.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace vgen::server {

class Loop;

/// What a loop does with a connection, whatever moves its bytes: see `ConnectionOn`. Owned by its
/// loop. Removes itself from the loop when it is closed and has no more references.
class Connection : public Driver {
 public:
  virtual ~Connection() = default;

  /// Must be called first.
  void start(std::unique_ptr<Protocol> protocol) noexcept { protocol_ = std::move(protocol); }

  /// Checks the time limits. This function and the following may remove the connection.
  virtual void tick() = 0;
  virtual void close() = 0;
  /// Closes an idle connection, unless it has input that was not read yet: then it is served.
  virtual void close_if_idle() = 0;
  /// See `Protocol::cut_off`. Sends the last answer if the client reads it at once.
  virtual CutOff cut_off() noexcept = 0;
  /// Since when the connection is idle; none if it is not. Makes a system call.
  [[nodiscard]] virtual std::optional<std::chrono::steady_clock::time_point> idle_since()
      const noexcept = 0;

  void begin_stop() noexcept {
    stopping_ = true;
    protocol_->begin_stop();
  }
  [[nodiscard]] bool busy() const noexcept { return !closed_ && (next_ || protocol_->busy()); }
  void stop_running(StopReason reason) noexcept { protocol_->stop_running(reason); }

  /// The memory, in bytes, of output that the client does not read at once.
  [[nodiscard]] std::size_t unsent() const noexcept { return unsent_; }
  /// The last time that the client read something, if output is waiting for it.
  [[nodiscard]] std::chrono::steady_clock::time_point last_progress() const noexcept {
    return progress_.last();
  }

  std::size_t index = 0;                     ///< The index in the loop's list.
  std::unique_ptr<Connection> next_removed;  ///< The next in the list of removed connections.

 protected:
  /// The protocol that takes over when everything was sent.
  struct Next {
    std::unique_ptr<Protocol> protocol;
    std::string leftover;
  };

  explicit Connection(Loop& loop) noexcept : loop_(loop) {}

  void become(std::unique_ptr<Protocol> next, std::string leftover) override {
    next_ = std::make_unique<Next>(std::move(next), std::move(leftover));
  }
  void change_protocol();

  Loop& loop_;
  // The reports about the socket that are still valid.
  bool readable_ = false;
  bool writable_ = true;
  bool hung_up_ = false;  ///< The input has an end, or an error.
  bool lingering_ = false;
  bool closed_ = false;
  bool removed_ = false;
  bool stopping_ = false;
  bool ending_ = false;  ///< True inside `end`, where reactions of a coroutine must not act here.
  std::unique_ptr<Protocol> protocol_;
  std::unique_ptr<Next> next_;
  SendProgress progress_;
  std::size_t unsent_ = 0;
  std::chrono::steady_clock::time_point lingers_since_;
};

}  // namespace vgen::server
