/// A connection over a plain socket: nothing is copied, and a waiting connection has no buffer.
#pragma once

#include <vgen/beast/transport.hpp>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/detail/socket_option.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::beast::detail {

/// Sets what vgen needs: small answers leave at once, and the system does not hold megabytes for a
/// client that does not read, where it can be asked for that.
template <class Socket>
void prepare_socket(Socket& socket) {
  boost::system::error_code ignored;
  if constexpr (std::is_same_v<typename Socket::protocol_type, boost::asio::ip::tcp>) {
    ignored = socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
#if defined(TCP_NOTSENT_LOWAT)
    using Unsent = boost::asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;
    ignored = socket.set_option(Unsent(128 * 1024), ignored);
#endif
  }
}

template <class Socket>
class SocketTransport final : public Transport {
 public:
  explicit SocketTransport(Socket socket) : socket_(std::move(socket)) {}

  void start(const TransportHost& host, std::string buffered) override {
    host_ = host;
    buffered_ = std::move(buffered);
    prepare_socket(socket_);
    boost::system::error_code ignored;
    ignored = socket_.non_blocking(true, ignored);
    tell({.readable = !buffered_.empty(), .writable = true});
  }

  Transferred receive(std::span<char> space) override {
    if (!buffered_.empty()) return take_buffered(space);
    boost::system::error_code error;
    const std::size_t bytes =
        socket_.read_some(boost::asio::buffer(space.data(), space.size()), error);
    return outcome(error, bytes);
  }

  Transferred send(std::string_view first, std::string_view second) override {
    const std::array<boost::asio::const_buffer, 2> pieces = {
        boost::asio::buffer(first.data(), first.size()),
        boost::asio::buffer(second.data(), second.size())};
    boost::system::error_code error;
    const std::size_t bytes =
        second.empty() ? socket_.write_some(pieces[0], error) : socket_.write_some(pieces, error);
    return outcome(error, bytes);
  }

  [[nodiscard]] bool has_input() const override {
    boost::system::error_code ignored;
    return !buffered_.empty() || socket_.available(ignored) != 0;
  }
  [[nodiscard]] bool sending() const noexcept override { return false; }
  [[nodiscard]] bool in_use() const noexcept override { return operations_ != 0; }

  void watch(bool readable, bool writable) override {
    if (readable && !waits_to_read_) wait_to_read();
    if (writable && !waits_to_write_) wait_to_write();
    if (!readable && !looked_) look_for_end();
  }

  void tell_again() override { tell({.readable = true}); }
  void stop_sending() override {
    boost::system::error_code ignored;
    ignored = socket_.shutdown(Socket::shutdown_send, ignored);
  }
  void close() override {
    boost::system::error_code ignored;
    ignored = socket_.close(ignored);
    closed_ = true;
  }

 private:
  Transferred take_buffered(std::span<char> space) {
    const std::size_t bytes = std::min(space.size(), buffered_.size());
    std::copy_n(buffered_.data(), bytes, space.data());
    buffered_.erase(0, bytes);
    // A full space makes the connection read again.
    if (bytes < space.size()) tell({.readable = true});
    return {.bytes = bytes};
  }

  static Transferred outcome(const boost::system::error_code& error, std::size_t bytes) {
    if (!error) return {.bytes = bytes};
    if (error == boost::asio::error::would_block || error == boost::asio::error::try_again)
      return {.kind = Transferred::Kind::wait};
    return {.kind = error == boost::asio::error::eof ? Transferred::Kind::end
                                                     : Transferred::Kind::failed};
  }

  void wait_to_read() {
    waits_to_read_ = true;
    ++operations_;
    socket_.async_wait(Socket::wait_read, boost::asio::bind_executor(
                                              host_.strand, [this, keep = host_.keep](auto error) {
                                                waits_to_read_ = looked_ = false;
                                                ended({.readable = true, .hung_up = failed(error)});
                                              }));
  }
  void wait_to_write() {
    waits_to_write_ = true;
    ++operations_;
    socket_.async_wait(
        Socket::wait_write,
        boost::asio::bind_executor(host_.strand, [this, keep = host_.keep](auto error) {
          waits_to_write_ = false;
          ended({.writable = true, .hung_up = failed(error)});
        }));
  }
  static bool failed(const boost::system::error_code& error) { return bool(error); }

  /// There is input that nobody wants yet. Perhaps it is the end, about which a running function
  /// has to know.
  void look_for_end() {
    looked_ = true;
    if (!buffered_.empty()) return;
    char byte = 0;
    boost::system::error_code error;
    socket_.receive(boost::asio::buffer(&byte, 1), Socket::message_peek, error);
    const Transferred::Kind kind = outcome(error, 1).kind;
    if (kind == Transferred::Kind::end) tell({.hung_up = true});
    if (kind == Transferred::Kind::failed) tell({.hung_up = true, .broken = true});
  }

  /// Reports soon.
  void tell(TransportReport report) {
    ++operations_;
    boost::asio::post(host_.strand, [this, keep = host_.keep, report] { ended(report); });
  }
  /// The owner may destroy this.
  void ended(TransportReport report) {
    --operations_;
    if (closed_) return host_.owner->operation_ended();
    host_.owner->report(report);
  }

  Socket socket_;
  TransportHost host_;
  std::string buffered_;
  unsigned operations_ = 0;
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
  bool looked_ = true;  ///< Whether the present input was looked at.
  bool closed_ = false;
};

}  // namespace vgen::beast::detail
