/// One connection: a protocol on a socket.
#pragma once

#include "descriptor.hpp"
#include "protocol.hpp"
#include "send_progress.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::server {

class Loop;

/// Owned by its loop. Removes itself from the loop when it is closed and has no more references.
class Connection final : public Driver {
 public:
  /// The socket does not block.
  Connection(Loop& loop, Descriptor socket) noexcept;
  ~Connection();

  /// Must be called first.
  void start(std::unique_ptr<Protocol> protocol) noexcept { protocol_ = std::move(protocol); }

  [[nodiscard]] int socket() const noexcept { return socket_.get(); }
  /// Handles a report of epoll. This function and the following may remove the connection.
  void ready(std::uint32_t events);
  /// Checks the time limits.
  void tick();
  void close();
  void begin_stop() noexcept;
  /// Closes an idle connection, unless it has input that was not read yet: then it is served.
  void close_if_idle();
  /// See `Protocol::cut_off`. Sends the last answer if the client reads it at once.
  CutOff cut_off() noexcept;
  /// Since when the connection is idle; none if it is not. Makes a system call.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> idle_since() const noexcept;
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

 private:
  /// The protocol that takes over when everything was sent.
  struct Next {
    std::unique_ptr<Protocol> protocol;
    std::string leftover;
  };

  void resumed() noexcept override;
  void become(std::unique_ptr<Protocol> next, std::string leftover) override;

  void pump(bool maybe_pending = true);
  bool send_pending();
  bool send(const Protocol::Pieces& pending);
  void count_unsent(std::size_t bytes) noexcept;
  void change_protocol();
  bool read();
  [[nodiscard]] bool has_input() const noexcept;
  void linger();
  void read_nothing();
  void end() noexcept;
  void release() noexcept;

  Loop& loop_;
  Descriptor socket_;
  // The reports of epoll that are still valid.
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
