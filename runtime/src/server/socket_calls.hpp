/// Receives and sends on sockets, directly by the system's own calls. The functions of the C
/// library are points where a thread may be cancelled. That costs a program with several threads as
/// much as reading a header field, twice for each request.
#pragma once

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <span>
#include <string_view>

namespace vgen::server {

/// Like `recv`: the number of bytes; 0 at the end; -1 with `errno`.
[[nodiscard]] inline ssize_t receive_some(int socket, std::span<char> space) noexcept {
#if defined(SYS_recvfrom)
  return ::syscall(SYS_recvfrom, socket, space.data(), space.size(), 0, nullptr, nullptr);
#else
  return ::recv(socket, space.data(), space.size(), 0);
#endif
}

/// Like `send`, without a signal for a socket that the client has closed.
[[nodiscard]] inline ssize_t send_some(int socket, std::string_view text) noexcept {
#if defined(SYS_sendto)
  return ::syscall(SYS_sendto, socket, text.data(), text.size(), MSG_NOSIGNAL, nullptr, 0);
#else
  return ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
#endif
}

}  // namespace vgen::server
