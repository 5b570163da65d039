#include "epoll_socket.hpp"

#include "epoll_loop.hpp"
#include "socket_calls.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace vgen::server {
namespace {

/// The outcome of a call that has returned -1.
Moved failure() noexcept {
  if (errno == EAGAIN || errno == EWOULDBLOCK) return {.kind = Moved::Kind::wait};
  return {.kind = errno == EINTR ? Moved::Kind::again : Moved::Kind::failed};
}

iovec buffer_of(std::string_view text) noexcept {
  return {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
}

}  // namespace

template class ConnectionOn<EpollSocket>;

Moved EpollSocket::receive(std::span<char> space) noexcept {
  const ssize_t received = receive_some(socket_.get(), space);
  if (received < 0) return failure();
  return {.kind = received == 0 ? Moved::Kind::end : Moved::Kind::bytes,
          .bytes = static_cast<std::size_t>(received)};
}

Moved EpollSocket::send(const Protocol::Pieces& pending) noexcept {
  ssize_t sent = 0;
  if (pending[1].empty()) {
    sent = send_some(socket_.get(), pending[0]);
  } else {
    std::array<iovec, 2> buffers = {buffer_of(pending[0]), buffer_of(pending[1])};
    msghdr message{};
    message.msg_iov = buffers.data();
    message.msg_iovlen = buffers.size();
    sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
  }
  if (sent < 0) return failure();
  return {.bytes = static_cast<std::size_t>(sent)};
}

bool EpollSocket::has_input() const noexcept {
  char byte = 0;
  return ::recv(socket_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void EpollSocket::stop_sending() noexcept {
  ::shutdown(socket_.get(), SHUT_WR);
}

void EpollSocket::tell_again(Loop& loop, ConnectionOn<EpollSocket>& connection) const noexcept {
  static_cast<EpollLoop&>(loop).tell_again(connection);
}

}  // namespace vgen::server
