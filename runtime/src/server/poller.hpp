/// Finds the sockets that are ready, with epoll. Each change is reported once (edge-triggered).
///
/// The sockets of connections do not use Asio, because its work around one receive and one send is
/// a fifth of the cost of a small request. A poller is itself a descriptor, and Asio waits for it.
#pragma once

#include <vgen/core/descriptor.hpp>

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

  /// Begins to report when the socket becomes readable, writable, closed by its peer or broken.
  /// Ends when the socket is closed by all processes that have it. Returns false if the system has
  /// no room for it.
  [[nodiscard]] bool add(int socket, void* owner) noexcept;
  /// Reports the state of the socket again.
  void tell_again(int socket, void* owner) noexcept;
  /// The sockets that have become ready, without waiting; `data.ptr` is the owner. Valid until the
  /// next call.
  [[nodiscard]] std::span<const epoll_event> ready() noexcept;

  [[nodiscard]] int descriptor() const noexcept { return epoll_.get(); }

 private:
  Descriptor epoll_;
  std::array<epoll_event, 128> events_{};
};

}  // namespace vgen::server
