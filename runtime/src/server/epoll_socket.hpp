/// The socket of a connection under epoll.
#pragma once

#include "connection_on.hpp"

#include <vgen/core/descriptor.hpp>

#include <sys/epoll.h>

#include <cstdint>
#include <span>
#include <utility>

namespace vgen::server {

class EpollSocket {
 public:
  /// The socket does not block.
  explicit EpollSocket(Descriptor socket) noexcept : socket_(std::move(socket)) {}

  [[nodiscard]] int descriptor() const noexcept { return socket_.get(); }

  [[nodiscard]] Moved receive(std::span<char> space) noexcept;
  [[nodiscard]] Moved send(const Protocol::Pieces& pending) noexcept;
  [[nodiscard]] bool has_input() const noexcept;
  [[nodiscard]] static bool in_use() noexcept { return false; }
  void stop_sending() noexcept;
  /// The poller that reports about the socket.
  void reported_by(int poller) noexcept { poller_ = poller; }
  /// Ends the reports too: a process that was forked meanwhile may have the socket still, and the
  /// poller would go on to report about it.
  void close() noexcept {
    if (poller_ >= 0) ::epoll_ctl(poller_, EPOLL_CTL_DEL, socket_.get(), nullptr);
    socket_.close();
  }
  void tell_again(Loop& loop, ConnectionOn<EpollSocket>& connection) const noexcept;
  /// epoll reports by itself.
  static void watch(bool /*readable*/, bool /*writable*/) noexcept {}

 private:
  Descriptor socket_;
  int poller_ = -1;
};

using EpollConnection = ConnectionOn<EpollSocket>;
extern template class ConnectionOn<EpollSocket>;

/// What epoll has said about a socket.
[[nodiscard]] inline SocketReport report_of(std::uint32_t events) noexcept {
  return {.readable = (events & EPOLLIN) != 0,
          .writable = (events & EPOLLOUT) != 0,
          .hung_up = (events & EPOLLRDHUP) != 0,
          .broken = (events & (EPOLLHUP | EPOLLERR)) != 0};
}

}  // namespace vgen::server
