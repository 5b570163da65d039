#include "connection.hpp"

#include "loop.hpp"
#include "socket_calls.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <exception>
#include <utility>

namespace vgen::server {
namespace {

/// The time that a client may take to close after the last answer. Closing at once could lose the
/// answer, because closing a socket with unread input resets the connection (RFC 9112,
/// section 9.6).
constexpr std::chrono::seconds linger_time{2};

/// The number of reads of one connection before others have their turn.
constexpr int reads_at_once = 16;

bool would_block() noexcept {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

iovec buffer_of(std::string_view text) noexcept {
  return {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
}

}  // namespace

Connection::Connection(Loop& loop, Descriptor socket) noexcept
    : loop_(loop), socket_(std::move(socket)) {}

Connection::~Connection() {
  count_unsent(0);
}

void Connection::ready(std::uint32_t events) {
  if (closed_) return;
  if ((events & EPOLLOUT) != 0) writable_ = true;
  if ((events & EPOLLIN) != 0) readable_ = true;
  if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    readable_ = writable_ = hung_up_ = true;
    protocol_->peer_closed();
    // The connection is reset, so nobody will see the coroutine's answer.
    if ((events & (EPOLLHUP | EPOLLERR)) != 0 && protocol_->running()) end();
  }
  pump(progress_.waiting());
}

void Connection::resumed() noexcept {
  if (!ending_) pump();
}

void Connection::become(std::unique_ptr<Protocol> next, std::string leftover) {
  next_ = std::make_unique<Next>(std::move(next), std::move(leftover));
}

/// Does all work that is possible now. It must be the last call in any function here, because it
/// may remove the connection.
void Connection::pump(bool maybe_pending) {
  try {
    for (int reads = 0;; maybe_pending = true) {
      if (closed_) return release();
      if (maybe_pending && !send_pending()) {
        if (closed_) continue;
        return;
      }
      if (next_) {
        change_protocol();
      } else if (protocol_->finished()) {
        return linger();
      } else if (readable_ && protocol_->wants_input()) {
        if (reads++ == reads_at_once || !read()) return loop_.tell_again(*this);
      } else {
        return;
      }
    }
  } catch (const std::exception&) {  // no memory for this connection
    close();
  }
}

/// Returns false if something is left to send, or the connection is closed. The pending output is
/// requested only if the socket accepts it, because it may have to be read from a file.
bool Connection::send_pending() {
  bool more = true;
  while (more) {
    if (!writable_ && progress_.waiting()) break;
    const Protocol::Pieces pending = protocol_->pending();
    more = !pending[0].empty() || !pending[1].empty();
    if (more && writable_) more = send(pending);
    if (more && !writable_) progress_.wait(loop_.now());
  }
  if (closed_) return false;
  if (more) {
    count_unsent(protocol_->unsent());
  } else if (progress_.waiting()) {
    progress_.end();
    count_unsent(0);
  }
  return !more;
}

/// Sends as much as the socket accepts at once. Returns false if nothing more is pending.
bool Connection::send(const Protocol::Pieces& pending) {
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
  if (sent >= 0) {
    const auto bytes = static_cast<std::size_t>(sent);
    if (progress_.waiting()) progress_.took(bytes, loop_.now());
    return protocol_->sent(bytes);
  }
  if (would_block()) {
    writable_ = false;
    return protocol_->sent(0);
  }
  if (errno == EINTR) return true;
  end();
  return false;
}

void Connection::count_unsent(std::size_t bytes) noexcept {
  if (bytes == unsent_) return;
  loop_.count_unsent(unsent_, bytes);
  unsent_ = bytes;
}

void Connection::change_protocol() {
  const std::unique_ptr<Next> next = std::exchange(next_, nullptr);
  protocol_ = std::move(next->protocol);
  if (stopping_) protocol_->begin_stop();
  if (hung_up_) protocol_->peer_closed();
  if (!next->leftover.empty()) protocol_->received(next->leftover);
}

/// Returns false if this connection must wait, because another one still needs what it received.
bool Connection::read() {
  std::span<char> space = protocol_->input_space();
  ReceiveBuffer::Use use(loop_.receive_buffer());
  if (space.empty()) {
    if (!use.first()) return false;
    space = loop_.receive_buffer().space();
  }
  const ssize_t received = receive_some(socket_.get(), space);
  if (received > 0) {
    const auto bytes = static_cast<std::size_t>(received);
    // A short read drained the socket. epoll (edge-triggered) reports later input again.
    if (bytes < space.size() && !hung_up_) readable_ = false;
    protocol_->received({space.data(), bytes});
  } else if (received == 0) {
    protocol_->received_end();
  } else if (would_block()) {
    readable_ = false;
  } else if (errno != EINTR) {
    end();
  }
  return true;
}

/// Closes the sending side. Then reads and drops the client's input until the client closes too.
void Connection::linger() {
  if (!lingering_) {
    lingering_ = true;
    lingers_since_ = loop_.now();
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
  const ssize_t received = receive_some(socket_.get(), nowhere);
  if (received > 0 || (received < 0 && errno == EINTR)) return;
  if (received < 0 && would_block()) {
    readable_ = false;
  } else {
    end();
  }
}

void Connection::tick() {
  if (closed_) return;
  protocol_->tick();
  const bool stuck = progress_.stuck(loop_.now(), loop_.limits());
  const bool lingered = lingering_ && loop_.now() - lingers_since_ > linger_time;
  if (stuck || lingered) {
    close();
  } else if (!progress_.waiting()) {
    pump();
  }
}

void Connection::begin_stop() noexcept {
  stopping_ = true;
  protocol_->begin_stop();
}

/// Whether the client has sent something that was not read yet.
bool Connection::has_input() const noexcept {
  char byte = 0;
  return ::recv(socket_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

std::optional<std::chrono::steady_clock::time_point> Connection::idle_since() const noexcept {
  if (closed_ || next_) return std::nullopt;
  const auto since = protocol_->idle_since();
  return since && !has_input() ? since : std::nullopt;
}

void Connection::close_if_idle() {
  if (closed_ || busy()) return;
  if (!has_input()) return close();
  readable_ = true;
  pump();
}

CutOff Connection::cut_off() noexcept {
  if (closed_) return protocol_->running() ? CutOff::function : CutOff::nothing;
  const CutOff lost = protocol_->cut_off();
  try {
    if (lost == CutOff::function) send_pending();
  } catch (const std::exception&) {
    return lost;  // no memory for the answer, which is lost too
  }
  return lost;
}

void Connection::close() {
  end();
  release();
}

void Connection::end() noexcept {
  if (closed_) return;
  closed_ = true;
  count_unsent(0);
  socket_.close();
  ending_ = true;
  protocol_->stop_running(StopReason::disconnected);
  ending_ = false;
}

void Connection::release() noexcept {
  if (!closed_ || removed_ || protocol_->running()) return;
  removed_ = true;
  loop_.remove(*this);
}

}  // namespace vgen::server
