#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::client::detail {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = asio::ssl;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// What went wrong, and at which step.
struct Broken : std::runtime_error {
  Broken(std::string_view step, const error_code& error)
      : std::runtime_error(std::string(step) + ": " + error.message()) {}
};

inline void check(std::string_view step, const error_code& error) {
  if (error) throw Broken(step, error);
}

/// A connection to a server, plain or with TLS. Only `receive` and `send` know which: everything
/// above them is compiled once.
class Link {
 public:
  Link(asio::io_context& context, std::string origin)
      : stream_(context), origin_(std::move(origin)) {
    stream_.expires_never();
  }

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] beast::tcp_stream& tcp_stream() { return stream_; }
  void add_tls(ssl::context& context) { tls_.emplace(stream_, context); }
  [[nodiscard]] ssl::stream<beast::tcp_stream&>& tls() { return *tls_; }
  void close() { stream_.close(); }

  /// Appends what comes next to `buffer`.
  asio::awaitable<error_code> receive();
  /// Sends both texts. They live until it is done.
  asio::awaitable<error_code> send(std::string_view head, std::string_view body);
  void send(std::string_view text, std::function<void(const error_code&)> done);

  /// Whether the server has neither closed the idle connection nor sent anything.
  [[nodiscard]] bool is_alive() {
    error_code error;
    char byte = 0;
    if (stream_.socket().non_blocking(true, error) || buffer.size() != 0) return false;
    stream_.socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
    return error == asio::error::would_block;
  }

  beast::flat_buffer buffer{};
  std::chrono::steady_clock::time_point idle_since{};

 private:
  beast::tcp_stream stream_;
  std::optional<ssl::stream<beast::tcp_stream&>> tls_;
  std::string origin_;  // "https://example.com:443"
};

}  // namespace vgen::client::detail
