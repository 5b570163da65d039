#include "connection.hpp"

#include "loop.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <array>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;

namespace {

/// How long a client may take to close after the last answer. Closing at once could lose the answer: a socket that is closed with unread
/// input resets the connection (RFC 9112, section 9.6).
constexpr std::chrono::seconds linger_time{2};

}  // namespace

Connection::Connection(Loop& loop, Socket socket, std::string remote_address)
    : loop_(loop), socket_(std::move(socket)), protocol_(loop.protocol_host(), *this, std::move(remote_address)) {}

void Connection::resumed() noexcept {
  if (!ending_) pump();
}

/// Does whatever can be done now. The last thing that any function here does, since it may destroy the connection.
void Connection::pump() {
  try {
    while (!closed_ && !writing_ && protocol_.has_pending()) {
      if (!flush()) break;
    }
    if (closed_) return release();
    if (writing_) return;
    if (protocol_.finished()) return linger();
    if (protocol_.wants_input()) read();
  } catch (const std::exception&) {  // no memory for this connection
    close();
  }
}

/// Sends what the socket takes at once, and waits for it to take more if that is not all. False: it waits or the connection is closed.
bool Connection::flush() {
  const auto pending = protocol_.pending();
  const std::array<asio::const_buffer, 2> both = {asio::buffer(pending[0].data(), pending[0].size()),
                                                  asio::buffer(pending[1].data(), pending[1].size())};
  boost::system::error_code error;
  const std::size_t bytes = pending[1].empty() ? socket_->write_some(both[0], error) : socket_->write_some(both, error);
  if (!error) {
    protocol_.sent(bytes);
    return true;
  }
  if (error != asio::error::would_block && error != asio::error::try_again) {
    end();
    return false;
  }
  // Not async_write_some: what waits to be sent may grow, and move, before the socket is ready.
  writing_ = true;
  socket_->async_wait(Socket::wait_write, [this](const boost::system::error_code& failure) { on_writable(failure); });
  return false;
}

void Connection::on_writable(const boost::system::error_code& error) {
  writing_ = false;
  if (error) end();
  pump();
}

void Connection::read() {
  if (reading_) return;
  reading_ = true;
  const std::span<char> space = protocol_.input_space();
  socket_->async_read_some(asio::buffer(space.data(), space.size()),
                           [this](const boost::system::error_code& error, std::size_t bytes) { on_read(error, bytes); });
}

void Connection::on_read(const boost::system::error_code& error, std::size_t bytes) {
  reading_ = false;
  if (closed_) return release();
  try {
    if (!error && !lingering_) {
      protocol_.received(bytes);
    } else if (error == asio::error::eof && !lingering_) {
      protocol_.received_end();
    } else if (error) {
      end();
    }
  } catch (const std::exception&) {  // no memory for this request
    end();
  }
  pump();
}

/// Ends the answers, and then takes in and forgets what the client still sends until it closes too.
void Connection::linger() {
  if (!lingering_) {
    lingering_ = true;
    lingers_since_ = *loop_.protocol_host().now;
    boost::system::error_code ignored;
    socket_->shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }
  if (reading_) return;
  reading_ = true;
  const std::span<char> nowhere = loop_.scratch();
  socket_->async_read_some(asio::buffer(nowhere.data(), nowhere.size()),
                           [this](const boost::system::error_code& error, std::size_t bytes) { on_read(error, bytes); });
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
  boost::system::error_code ignored;
  socket_->close(ignored);
  ending_ = true;
  protocol_.stop_running(StopReason::disconnected);
  ending_ = false;
}

void Connection::release() noexcept {
  if (closed_ && !reading_ && !writing_ && !protocol_.running()) loop_.remove(*this);
}

}  // namespace vgen::server
