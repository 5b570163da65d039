#include "connection.hpp"

#include "loop.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <exception>
#include <utility>

namespace vgen::server {
namespace {

/// How long a client may take to close after the last answer. Closing at once could lose the
/// answer: a socket that is closed with unread input resets the connection (RFC 9112, section 9.6).
constexpr std::chrono::seconds linger_time{2};

/// How often one connection reads before others have their turn.
constexpr int reads_at_once = 16;

bool would_block() noexcept {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

iovec buffer_of(std::string_view text) noexcept {
  return {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
}

}  // namespace

Connection::Connection(Loop& loop, Descriptor socket, std::string remote_address)
    : loop_(loop),
      socket_(std::move(socket)),
      protocol_(loop.protocol_host(), *this, std::move(remote_address)) {}

void Connection::ready(std::uint32_t events) {
  if (closed_) return;
  if ((events & EPOLLOUT) != 0) writable_ = true;
  if ((events & EPOLLIN) != 0) readable_ = true;
  if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    readable_ = writable_ = hung_up_ = true;
    protocol_.peer_closed();
    // Reset: nobody will see what the coroutine answers.
    if ((events & (EPOLLHUP | EPOLLERR)) != 0 && protocol_.running()) end();
  }
  pump();
}

void Connection::resumed() noexcept {
  if (!ending_) pump();
}

/// Does whatever can be done now. The last thing that any function here does, since it may remove
/// the connection.
void Connection::pump() {
  try {
    for (int reads = 0;;) {
      if (closed_) return release();
      if (protocol_.has_pending()) {
        if (!writable_) return;
        send();
      } else if (protocol_.finished()) {
        return linger();
      } else if (readable_ && protocol_.wants_input()) {
        if (reads++ == reads_at_once) return loop_.tell_again(*this);
        read();
      } else {
        return;
      }
    }
  } catch (const std::exception&) {  // no memory for this connection
    close();
  }
}

/// Sends what the socket takes at once.
void Connection::send() {
  const auto pending = protocol_.pending();
  ssize_t sent = 0;
  if (pending[1].empty()) {
    sent = ::send(socket_.get(), pending[0].data(), pending[0].size(), MSG_NOSIGNAL);
  } else {
    std::array<iovec, 2> buffers = {buffer_of(pending[0]), buffer_of(pending[1])};
    msghdr message{};
    message.msg_iov = buffers.data();
    message.msg_iovlen = buffers.size();
    sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
  }
  if (sent >= 0) {
    protocol_.sent(static_cast<std::size_t>(sent));
  } else if (would_block()) {
    writable_ = false;
  } else if (errno != EINTR) {
    end();
  }
}

void Connection::read() {
  const std::span<char> space = protocol_.input_space();
  const ssize_t received = ::recv(socket_.get(), space.data(), space.size(), 0);
  if (received > 0) {
    // Less than there is space for is all that there is: what comes then is told again.
    if (static_cast<std::size_t>(received) < space.size() && !hung_up_) readable_ = false;
    protocol_.received(static_cast<std::size_t>(received));
  } else if (received == 0) {
    protocol_.received_end();
  } else if (would_block()) {
    readable_ = false;
  } else if (errno != EINTR) {
    end();
  }
}

/// Ends the answers, and then takes in and forgets what the client still sends until it closes too.
void Connection::linger() {
  if (!lingering_) {
    lingering_ = true;
    lingers_since_ = *loop_.protocol_host().now;
    ::shutdown(socket_.get(), SHUT_WR);
  }
  for (int reads = 0; readable_ && !closed_; ++reads) {
    if (reads == reads_at_once) return loop_.tell_again(*this);
    read_nothing();
  }
  release();
}

void Connection::read_nothing() {
  const std::span<char> nowhere = loop_.scratch();
  const ssize_t received = ::recv(socket_.get(), nowhere.data(), nowhere.size(), 0);
  if (received > 0 || (received < 0 && errno == EINTR)) return;
  if (received < 0 && would_block()) {
    readable_ = false;
  } else {
    end();
  }
}

void Connection::tick() {
  if (closed_) return;
  const bool stuck = protocol_.tick();
  const bool lingered = lingering_ && *loop_.protocol_host().now - lingers_since_ > linger_time;
  if (stuck || lingered) {
    close();
  } else if (protocol_.has_pending() || protocol_.finished()) {
    pump();
  }
}

void Connection::close() {
  end();
  release();
}

void Connection::end() noexcept {
  if (closed_) return;
  closed_ = true;
  socket_.close();
  ending_ = true;
  protocol_.stop_running(StopReason::disconnected);
  ending_ = false;
}

void Connection::release() noexcept {
  if (!closed_ || removed_ || protocol_.running()) return;
  removed_ = true;
  loop_.remove(*this);
}

}  // namespace vgen::server
