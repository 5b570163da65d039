/// A connection over a stream that has no reports of its own, such as one of TLS.
#pragma once

#include <vgen/beast/socket_transport.hpp>
#include <vgen/beast/transport.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/stream_traits.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::beast::detail {

/// A stream of TLS, by Asio or by Beast.
template <class Stream>
concept SecureStream = requires(Stream& stream) {
  stream.native_handle();
  SSL_is_init_finished(stream.native_handle());
  stream.set_verify_mode(0);
};

template <class Layer>
void close_layer(Layer& layer) {
  boost::system::error_code ignored;
  if constexpr (requires { layer.socket(); }) {  // boost::beast::basic_stream
    ignored = layer.socket().close(ignored);
  } else if constexpr (requires { layer.close(ignored); }) {
    layer.close(ignored);
  } else {
    layer.close();
  }
}

/// One read runs whenever nothing is buffered, so that the end is seen while a function runs. What
/// is sent is copied, because the stream needs it until the operation has ended.
template <class Stream>
class StreamTransport final : public Transport {
 public:
  explicit StreamTransport(Stream stream) : stream_(std::move(stream)) {}

  void start(const TransportHost& host, std::string buffered) override {
    host_ = host;
    if constexpr (requires { boost::beast::get_lowest_layer(stream_).socket(); }) {
      prepare_socket(boost::beast::get_lowest_layer(stream_).socket());
    } else if constexpr (requires {
                           typename std::remove_cvref_t<decltype(boost::beast::get_lowest_layer(
                               stream_))>::protocol_type;
                         }) {
      prepare_socket(boost::beast::get_lowest_layer(stream_));
    }
    if constexpr (SecureStream<Stream>) {
      if (SSL_is_init_finished(stream_.native_handle()) == 0)
        return shake_hands(std::move(buffered));
    }
    input_ = std::move(buffered);
    tell({.readable = !input_.empty(), .writable = true});
  }

  Transferred receive(std::span<char> space) override {
    if (!has_input()) {
      if (broken_) return {.kind = Transferred::Kind::failed};
      return {.kind = ended_ ? Transferred::Kind::end : Transferred::Kind::wait};
    }
    const std::size_t bytes = std::min(space.size(), input_.size() - taken_);
    std::copy_n(input_.data() + taken_, bytes, space.data());
    taken_ += bytes;
    return {.bytes = bytes};
  }

  Transferred send(std::string_view first, std::string_view second) override {
    if (broken_) return {.kind = Transferred::Kind::failed};
    if (writing_ || !shaken_) return {.kind = Transferred::Kind::wait};
    output_.assign(first.substr(0, most_at_once));
    output_.append(second.substr(0, most_at_once - output_.size()));
    const std::size_t bytes = output_.size();
    writing_ = true;
    boost::asio::async_write(stream_, boost::asio::buffer(output_),
                             bind([this](const boost::system::error_code& error,
                                         std::size_t /*bytes*/) { written(error); }));
    return {.bytes = bytes};
  }

  /// While a read runs, the input is its buffer.
  [[nodiscard]] bool has_input() const override { return !reading_ && taken_ != input_.size(); }
  [[nodiscard]] bool sending() const noexcept override { return writing_; }
  [[nodiscard]] bool in_use() const noexcept override { return reading_ || writing_ || told_ != 0; }

  void watch(bool readable, bool /*writable*/) override {
    const bool may_read = shaken_ && !reading_ && !ended_ && !broken_;
    if (readable && may_read && !(stopped_ && writing_)) read();
  }

  void tell_again() override { tell({.readable = true}); }
  void stop_sending() override {
    if (std::exchange(stopped_, true) || writing_) return;
    shut_down();
  }
  void close() override {
    closed_ = true;
    close_layer(boost::beast::get_lowest_layer(stream_));
  }

 private:
  static constexpr std::size_t most_at_once = 64UL * 1024;
  static constexpr std::size_t first_read = 4096;
  static constexpr std::size_t large_read = 32UL * 1024;

  /// A handler of any operation: some give no number of bytes.
  template <class Handler>
  auto bind(Handler handler) {
    return boost::asio::bind_executor(
        host_.strand,
        [keep = host_.keep, handler](const boost::system::error_code& error,
                                     std::size_t bytes = 0) { handler(error, bytes); });
  }

  /// `buffered`: what the client has sent of the handshake.
  void shake_hands(std::string buffered) {
    shaken_ = false;
    reading_ = true;
    input_ = std::move(buffered);
    const auto done = [this](const boost::system::error_code& error, std::size_t /*bytes*/) {
      reading_ = false;
      shaken_ = !error;
      broken_ = bool(error);
      input_.clear();
      report({.readable = broken_, .writable = true, .hung_up = broken_, .broken = broken_});
    };
    constexpr auto role = boost::asio::ssl::stream_base::server;
    if (input_.empty()) return stream_.async_handshake(role, bind(done));
    stream_.async_handshake(role, boost::asio::buffer(input_), bind(done));
  }

  void read() {
    reading_ = true;
    taken_ = 0;
    input_.resize(reads_much_ ? large_read : first_read);
    if (raw_) return read_from(boost::beast::get_lowest_layer(stream_));
    read_from(stream_);
  }
  template <class Layer>
  void read_from(Layer& layer) {
    layer.async_read_some(boost::asio::buffer(input_),
                          bind([this](const boost::system::error_code& error, std::size_t bytes) {
                            reading_ = false;
                            reads_much_ = bytes == input_.size();
                            input_.resize(bytes);
                            if (input_.capacity() > first_read && bytes < first_read)
                              input_.shrink_to_fit();
                            ended_ = is_end(error);
                            broken_ = error && !ended_;
                            report({.readable = true, .hung_up = bool(error), .broken = broken_});
                          }));
  }

  /// Many clients close the connection without the farewell of TLS.
  static bool is_end(const boost::system::error_code& error) {
    return error == boost::asio::error::eof || error == boost::asio::ssl::error::stream_truncated;
  }

  void written(const boost::system::error_code& error) {
    writing_ = false;
    if (output_.capacity() > first_read) std::string().swap(output_);
    if (error) broken_ = true;
    if (stopped_ && !error && !closed_) return shut_down();
    report({.writable = true, .hung_up = broken_, .broken = broken_});
  }

  void shut_down() {
    if constexpr (SecureStream<Stream>) {
      if (shaken_ && !broken_) {
        writing_ = true;
        return stream_.async_shutdown(
            bind([this](const boost::system::error_code& error, std::size_t /*bytes*/) {
              writing_ = false;
              said_farewell(error);
            }));
      }
    }
    shut_down_layer();
  }

  /// A client that still sends, because it has not seen yet that its request is refused, breaks the
  /// farewell. What it sends is dropped, so that it can read the answer.
  void said_farewell(const boost::system::error_code& error) {
    if (!error || is_end(error)) {
      ended_ = true;
      return report({.readable = true, .hung_up = true});
    }
    raw_ = true;
    if (!closed_) shut_down_layer();
    report({.readable = true});
  }

  void shut_down_layer() {
    boost::system::error_code ignored;
    auto& layer = boost::beast::get_lowest_layer(stream_);
    if constexpr (requires { layer.socket().shutdown(layer.socket().shutdown_send, ignored); }) {
      ignored = layer.socket().shutdown(layer.socket().shutdown_send, ignored);
    } else if constexpr (requires { layer.shutdown(layer.shutdown_send, ignored); }) {
      layer.shutdown(layer.shutdown_send, ignored);
    }
  }

  void tell(TransportReport soon) {
    ++told_;
    boost::asio::post(host_.strand, [this, keep = host_.keep, soon] {
      --told_;
      report(soon);
    });
  }
  /// The owner may destroy this.
  void report(TransportReport report) {
    if (closed_) return host_.owner->operation_ended();
    host_.owner->report(report);
  }

  Stream stream_;
  TransportHost host_;
  std::string input_;
  std::size_t taken_ = 0;  ///< Bytes of the input that were received from here.
  std::string output_;
  unsigned told_ = 0;
  bool shaken_ = true;
  bool reading_ = false;
  bool writing_ = false;
  bool reads_much_ = false;
  bool ended_ = false;
  bool broken_ = false;
  bool stopped_ = false;
  bool raw_ = false;  ///< From now on what is below TLS is read, and nobody uses it.
  bool closed_ = false;
};

}  // namespace vgen::beast::detail
