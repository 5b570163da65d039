// The part of Loop that accepts connections, up to their limit.
#include "loop.hpp"

#include <boost/asio/post.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>
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

void Loop::accept() {
  if (accepting_) return;
  accepting_ = true;
  acceptor_->async_wait(Acceptor::wait_read, [this](const error_code& error) {
    accepting_ = false;
    if (stopping_ || error) return;
    if (accept_waiting()) accept();
  });
}

/// Accepts all connections that the system already has. Returns false if one has to wait, because
/// the limit is reached or there are no more file descriptors. The next tick tries again.
bool Loop::accept_waiting() {
  for (;;) {
    if (!settings_.connections->take()) {
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
    settings_.connections->give_back();
    if (error == EAGAIN || error == EWOULDBLOCK) return true;
    if (error != EINTR && error != ECONNABORTED && !refused(error)) return false;
  }
}

/// Whether the system has a connection that was not accepted yet.
bool Loop::one_waits() const noexcept {
  pollfd acceptor{.fd = acceptor_->native_handle(), .events = POLLIN, .revents = 0};
  return ::poll(&acceptor, 1, 0) > 0;
}

/// At the limit, an idle connection is closed for a new one. Returns false if the new one has to
/// wait.
bool Loop::make_room() {
  warn(warned_of_limit_, "the limit of " + std::to_string(settings_.connections->most()) +
                             " connections is reached: idle connections are closed for new ones");
  if (close_longest_idle()) return true;
  settings_.connections->wait();
  settings_.connections->ask_after(loop_index_, settings_.connections->other_loops());
  return false;
}

/// The system refuses a connection. Returns whether it is worth to try again at once.
bool Loop::refused(int error) {
  warn(warned_of_error_,
       "a connection cannot be accepted: " + std::generic_category().message(error) +
           "; idle connections are closed for new ones");
  return close_longest_idle();
}

/// Closes the longest idle one of those at which it looks. Returns false if there is none.
bool Loop::close_longest_idle() {
  constexpr std::size_t enough = 64;
  Connection* longest = nullptr;
  std::chrono::steady_clock::time_point since;
  std::size_t found = 0;
  for (std::size_t i = 0; i < connections_.size() && found < enough; ++i) {
    hand_ = hand_ + 1 < connections_.size() ? hand_ + 1 : 0;
    Connection& connection = *connections_[hand_];
    const auto idle = connection.idle_since();
    if (!idle) continue;
    ++found;
    if (longest != nullptr && since <= *idle) continue;
    longest = &connection;
    since = *idle;
  }
  if (longest == nullptr) return false;
  longest->close();
  return true;
}

/// Writes a warning, but not the same one again for some time.
void Loop::warn(std::chrono::steady_clock::time_point& last, std::string_view message) {
  constexpr std::chrono::seconds pause{10};
  const auto now = settings_.clock->steady_now();
  if (last != std::chrono::steady_clock::time_point() && now - last < pause) return;
  last = now;
  Logger(settings_.log).warning(message);
}

void Loop::post_accept() {
  asio::post(*context_, [this] {
    if (!stopping_) accept();
  });
}

void Loop::post_make_room(std::size_t loops) {
  asio::post(*context_, [this, loops] {
    if (!close_longest_idle()) settings_.connections->ask_after(loop_index_, loops);
    destroy_removed();
  });
}

void Loop::accepted(Descriptor socket, const asio::ip::tcp::endpoint& peer) {
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &waiting_in_system,
               sizeof waiting_in_system);
  auto connection = std::make_unique<Connection>(*this, std::move(socket));
  connection->start(
      settings_.make_protocol(protocol_host_, *connection, peer.address().to_string()));
  if (draining_) connection->begin_stop();
  connection->index = connections_.size();
  connections_.push_back(std::move(connection));
  // epoll reports at once if there is already input.
  if (!poller_.add(connections_.back()->socket(), connections_.back().get()))
    connections_.back()->close();
}

}  // namespace vgen::server
