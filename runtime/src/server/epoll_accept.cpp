// The part of EpollLoop that accepts connections, up to their limit.
#include "epoll_loop.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// Unsent bytes of one connection that the system holds. By default it would hold megabytes for a
/// client that does not read.
constexpr int waiting_in_system = 128 * 1024;

}  // namespace

void EpollLoop::accept() {
  if (accepting_) return;
  accepting_ = true;
  acceptor_->async_wait(Acceptor::wait_read, [this](const error_code& error) {
    accepting_ = false;
    if (stopping() || error) return;
    if (accept_waiting()) accept();
  });
}

/// Accepts all connections that the system already has. Returns false if one has to wait, because
/// the limit is reached or there are no more file descriptors. The next tick tries again.
bool EpollLoop::accept_waiting() {
  for (;;) {
    if (!settings().connections->take()) {
      if (!one_waits()) return true;
      if (!make_room()) return false;
      continue;
    }
    asio::ip::tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    Descriptor socket(
        ::accept4(acceptor_->native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.good()) {
      peer.resize(size);
      accepted(std::move(socket), peer);
      continue;
    }
    const int error = errno;
    settings().connections->give_back();
    if (error == EAGAIN || error == EWOULDBLOCK) return true;
    if (error != EINTR && error != ECONNABORTED && !refused({error, std::generic_category()}))
      return false;
  }
}

/// Whether the system has a connection that was not accepted yet.
bool EpollLoop::one_waits() const noexcept {
  pollfd acceptor{.fd = acceptor_->native_handle(), .events = POLLIN, .revents = 0};
  return ::poll(&acceptor, 1, 0) > 0;
}

void EpollLoop::accepted(Descriptor socket, const asio::ip::tcp::endpoint& peer) {
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &waiting_in_system,
               sizeof waiting_in_system);
  auto connection = std::make_unique<EpollConnection>(*this, std::move(socket));
  EpollConnection& added = *connection;
  add(std::move(connection), peer.address().to_string());
  // epoll reports at once if there is already input.
  added.io().reported_by(poller_.descriptor());
  if (!poller_.add(added.io().descriptor(), &added)) added.close();
}

void EpollLoop::close_acceptor() noexcept {
  error_code ignored;
  ignored = acceptor_->close(ignored);
}

}  // namespace vgen::server
