/// One connection: HttpProtocol on a socket.
#pragma once

#include "descriptor.hpp"
#include "http_protocol.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace vgen::server {

class Loop;

/// Owned by its loop. Removes itself from the loop when it is closed and nothing refers to it any
/// more.
class Connection final : private HttpProtocol::Driver {
 public:
  /// The socket does not block.
  Connection(Loop& loop, Descriptor socket, std::string remote_address);

  [[nodiscard]] int socket() const noexcept { return socket_.get(); }
  /// What epoll told. May remove the connection, and so may the following.
  void ready(std::uint32_t events);
  /// Looks at the time.
  void tick();
  void close();
  void begin_stop() noexcept { protocol_.begin_stop(); }
  [[nodiscard]] bool busy() const noexcept { return !closed_ && protocol_.busy(); }
  void stop_running(StopReason reason) noexcept { protocol_.stop_running(reason); }

  std::size_t index = 0;             ///< In the loop's list.
  std::unique_ptr<Connection> next;  ///< Of those that were removed.

 private:
  void resumed() noexcept override;
  void pump();
  void send();
  void read();
  void linger();
  void read_nothing();
  void end() noexcept;
  void release() noexcept;

  Loop& loop_;
  Descriptor socket_;
  HttpProtocol protocol_;
  // What epoll told and was not used up yet.
  bool readable_ = false;
  bool writable_ = true;
  bool hung_up_ = false;  ///< What is there to be read ends, by an end or an error.
  bool lingering_ = false;
  bool closed_ = false;
  bool removed_ = false;
  bool ending_ = false;  ///< Inside of `end`: what a coroutine does about it must not go on here.
  std::chrono::steady_clock::time_point lingers_since_;
};

}  // namespace vgen::server
