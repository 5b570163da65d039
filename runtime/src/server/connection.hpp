/// One connection: HttpProtocol on a socket.
#pragma once

#include "http_protocol.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace vgen::server {

class Loop;

/// Owned by its loop. Destroys itself, through the loop, when it is closed and nothing refers to it any more.
class Connection final : private HttpProtocol::Driver {
 public:
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

  Connection(Loop& loop, Socket socket, std::string remote_address);

  void start() { pump(); }
  /// Looks at the time. May destroy the connection, and so may the following.
  void tick();
  void close();
  void begin_stop() noexcept { protocol_.begin_stop(); }
  [[nodiscard]] bool busy() const noexcept { return !closed_ && protocol_.busy(); }
  void stop_running(StopReason reason) noexcept { protocol_.stop_running(reason); }
  /// Before the loop ends: whatever refers to the connection will never be called.
  void drop_socket() noexcept { socket_.reset(); }

  std::size_t index = 0;  ///< In the loop's list.

 private:
  void resumed() noexcept override;
  void pump();
  bool flush();
  void read();
  void on_read(const boost::system::error_code& error, std::size_t bytes);
  void on_writable(const boost::system::error_code& error);
  void linger();
  void end() noexcept;
  void release() noexcept;

  Loop& loop_;
  std::optional<Socket> socket_;
  HttpProtocol protocol_;
  bool reading_ = false;
  bool writing_ = false;
  bool lingering_ = false;
  bool closed_ = false;
  bool ending_ = false;  ///< Inside of `end`: what a coroutine does about it must not destroy the connection there.
  std::chrono::steady_clock::time_point lingers_since_;
};

}  // namespace vgen::server
