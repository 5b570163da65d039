/// A connection whose bytes move by reports: the socket is readable, writable, hung up.
#pragma once

#include "connection.hpp"
#include "loop.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace vgen::server {

/// The outcome of one attempt to receive or send.
struct Moved {
  enum class Kind : unsigned char {
    bytes,
    wait,   ///< Nothing now. A later report says when.
    again,  ///< Nothing now, but it may be tried again at once.
    end,    ///< The client sends no more.
    failed,
  };
  Kind kind = Kind::bytes;
  std::size_t bytes = 0;
};

/// What has changed at a socket.
struct SocketReport {
  bool readable = false;
  bool writable = false;
  bool hung_up = false;  ///< The client sends no more, or the connection is broken.
  bool broken = false;   ///< Nobody will see an answer.
};

/// `Io` is the socket:
///
/// - `Moved receive(std::span<char>)` and `Moved send(const Protocol::Pieces&)`, without waiting;
/// - `bool has_input() const`: whether something was received and not read yet;
/// - `bool in_use() const`: whether an operation of it still runs, so that it must stay alive;
/// - `void stop_sending()` and `void close()`;
/// - `void tell_again(Loop&, ConnectionOn&)`: calls `ready` again after others had their turn;
/// - `void watch(bool readable, bool writable)`: asks for the next report of these kinds, if they
/// do
///   not come by themselves.
///
/// `reads_at_once`: the number of reads of one connection before others have their turn.
template <class Io>
class ConnectionOn final : public Connection {
 public:
  template <class... Arguments>
  explicit ConnectionOn(Loop& loop, Arguments&&... arguments)
      : Connection(loop), io_(std::forward<Arguments>(arguments)...) {}
  ~ConnectionOn() override { count_unsent(0); }
  ConnectionOn(const ConnectionOn&) = delete;
  ConnectionOn& operator=(const ConnectionOn&) = delete;

  [[nodiscard]] Io& io() noexcept { return io_; }

  /// Handles a report. This function and the following may remove the connection.
  void ready(SocketReport report);
  void tick() override;
  void close() override;
  void close_if_idle() override;
  CutOff cut_off() noexcept override;
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> idle_since()
      const noexcept override;
  /// An operation of the socket has ended after the connection was closed.
  void release() noexcept;
  [[nodiscard]] bool closed() const noexcept { return closed_; }

 private:
  void resumed() noexcept override;

  void pump(bool maybe_pending = true);
  void work(bool maybe_pending);
  bool send_pending();
  bool send(const Protocol::Pieces& pending);
  void count_unsent(std::size_t bytes) noexcept;
  bool read();
  void linger();
  void read_nothing();
  void end() noexcept;

  /// The time that a client may take to close after the last answer. Closing at once could lose the
  /// answer, because closing a socket with unread input resets the connection (RFC 9112,
  /// section 9.6).
  static constexpr std::chrono::seconds linger_time{2};
  static constexpr int reads_at_once = 16;

  Io io_;
};

template <class Io>
void ConnectionOn<Io>::ready(SocketReport report) {
  if (closed_) return;
  if (report.writable) writable_ = true;
  if (report.readable) readable_ = true;
  if (report.hung_up || report.broken) {
    readable_ = writable_ = hung_up_ = true;
    protocol_->peer_closed();
    // The connection is reset, so nobody will see the coroutine's answer.
    if (report.broken && protocol_->running()) end();
  }
  pump(progress_.waiting());
}

template <class Io>
void ConnectionOn<Io>::resumed() noexcept {
  if (!ending_) pump();
}

template <class Io>
void ConnectionOn<Io>::pump(bool maybe_pending) {
  work(maybe_pending);
  if (!closed_) io_.watch(!readable_, !writable_);
}

/// Does all work that is possible now. It must be the last call in any function here, because it
/// may remove the connection.
template <class Io>
void ConnectionOn<Io>::work(bool maybe_pending) {
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
        if (reads++ == reads_at_once || !read()) return io_.tell_again(loop_, *this);
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
template <class Io>
bool ConnectionOn<Io>::send_pending() {
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
template <class Io>
bool ConnectionOn<Io>::send(const Protocol::Pieces& pending) {
  const Moved sent = io_.send(pending);
  switch (sent.kind) {
    case Moved::Kind::bytes:
      if (progress_.waiting()) progress_.took(sent.bytes, loop_.now());
      return protocol_->sent(sent.bytes);
    case Moved::Kind::wait: writable_ = false; return protocol_->sent(0);
    case Moved::Kind::again: return true;
    case Moved::Kind::end:
    case Moved::Kind::failed: break;
  }
  end();
  return false;
}

template <class Io>
void ConnectionOn<Io>::count_unsent(std::size_t bytes) noexcept {
  if (bytes == unsent_) return;
  loop_.count_unsent(unsent_, bytes);
  unsent_ = bytes;
}

/// Returns false if this connection must wait, because another one still needs what it received.
template <class Io>
bool ConnectionOn<Io>::read() {
  std::span<char> space = protocol_->input_space();
  const ReceiveBuffer::Use use(loop_.receive_buffer());
  if (space.empty()) {
    if (!use.first()) return false;
    space = loop_.receive_buffer().space();
  }
  const Moved received = io_.receive(space);
  switch (received.kind) {
    case Moved::Kind::bytes:
      // A short read drained the socket. Later input is reported again.
      if (received.bytes < space.size() && !hung_up_) readable_ = false;
      protocol_->received({space.data(), received.bytes});
      break;
    case Moved::Kind::end: protocol_->received_end(); break;
    case Moved::Kind::wait: readable_ = false; break;
    case Moved::Kind::again: break;
    case Moved::Kind::failed: end(); break;
  }
  return true;
}

/// Closes the sending side. Then reads and drops the client's input until the client closes too.
template <class Io>
void ConnectionOn<Io>::linger() {
  if (!lingering_) {
    lingering_ = true;
    lingers_since_ = loop_.now();
    io_.stop_sending();
  }
  for (int reads = 0; readable_ && !closed_; ++reads) {
    if (reads == reads_at_once) return io_.tell_again(loop_, *this);
    read_nothing();
  }
  release();
}

template <class Io>
void ConnectionOn<Io>::read_nothing() {
  const Moved received = io_.receive(loop_.scratch());
  switch (received.kind) {
    case Moved::Kind::bytes:
    case Moved::Kind::again: break;
    case Moved::Kind::wait: readable_ = false; break;
    case Moved::Kind::end:
    case Moved::Kind::failed: end(); break;
  }
}

template <class Io>
void ConnectionOn<Io>::tick() {
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

template <class Io>
std::optional<std::chrono::steady_clock::time_point> ConnectionOn<Io>::idle_since() const noexcept {
  if (closed_ || next_) return std::nullopt;
  const auto since = protocol_->idle_since();
  return since && !io_.has_input() ? since : std::nullopt;
}

template <class Io>
void ConnectionOn<Io>::close_if_idle() {
  if (closed_ || busy()) return;
  if (!io_.has_input()) return close();
  readable_ = true;
  pump();
}

template <class Io>
CutOff ConnectionOn<Io>::cut_off() noexcept {
  if (closed_) return protocol_->running() ? CutOff::function : CutOff::nothing;
  const CutOff lost = protocol_->cut_off();
  try {
    if (lost == CutOff::function) send_pending();
  } catch (const std::exception&) {
    return lost;  // no memory for the answer, which is lost too
  }
  return lost;
}

template <class Io>
void ConnectionOn<Io>::close() {
  end();
  release();
}

template <class Io>
void ConnectionOn<Io>::end() noexcept {
  if (closed_) return;
  closed_ = true;
  count_unsent(0);
  io_.close();
  ending_ = true;
  protocol_->stop_running(StopReason::disconnected);
  ending_ = false;
}

template <class Io>
void ConnectionOn<Io>::release() noexcept {
  if (!closed_ || removed_ || protocol_->running() || io_.in_use()) return;
  removed_ = true;
  loop_.remove(*this);
}

}  // namespace vgen::server
