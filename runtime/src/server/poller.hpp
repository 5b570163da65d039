/// Which sockets are ready: epoll, each change told once (edge-triggered).
///
/// The sockets of connections are not Asio's: what Asio does around one receive and one send is a
/// fifth of what a small request costs. A poller is itself something to wait for, and Asio waits
/// for it as for any descriptor.
#pragma once

#include "descriptor.hpp"

#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vgen::server {

class Poller {
 public:
  /// Throws `std::system_error`.
  Poller();

  /// Tells from now on when the socket becomes readable, writable, closed by its peer or broken.
  /// Leaves when the socket is closed. False: the system has no room for it.
  [[nodiscard]] bool add(int socket, void* owner) noexcept;
  /// Tells again what the socket is ready for.
  void tell_again(int socket, void* owner) noexcept;
  /// What has become ready, without waiting; `data.ptr` is the owner. Valid until the next call.
  [[nodiscard]] std::span<const epoll_event> ready() noexcept;

  [[nodiscard]] int descriptor() const noexcept { return epoll_.get(); }

 private:
  Descriptor epoll_;
  std::array<epoll_event, 128> events_{};
};

}  // namespace vgen::server
