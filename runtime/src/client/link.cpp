#include "link.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
// The functions with which Beast closes a stream of TLS.
#include <boost/beast/ssl.hpp>

#include <array>

namespace vgen::client::detail {
namespace {

constexpr std::size_t piece = 16384;

}  // namespace

asio::awaitable<error_code> Link::receive() {
  error_code error;
  const auto space = buffer.prepare(piece);
  const std::size_t size =
      tls_ ? co_await tls_->async_read_some(space, asio::redirect_error(asio::use_awaitable, error))
           : co_await stream_.async_read_some(space,
                                              asio::redirect_error(asio::use_awaitable, error));
  buffer.commit(size);
  co_return error;
}

asio::awaitable<error_code> Link::send(std::string_view head, std::string_view body) {
  error_code error;
  const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(body)};
  if (tls_) {
    co_await asio::async_write(*tls_, pieces, asio::redirect_error(asio::use_awaitable, error));
  } else {
    co_await asio::async_write(stream_, pieces, asio::redirect_error(asio::use_awaitable, error));
  }
  co_return error;
}

void Link::send(std::string_view text, std::function<void(const error_code&)> done) {
  const std::array<asio::const_buffer, 2> pieces{asio::buffer(text), asio::const_buffer()};
  auto then = [done = std::move(done)](const error_code& error, std::size_t) { done(error); };
  if (tls_) {
    asio::async_write(*tls_, pieces, std::move(then));
  } else {
    asio::async_write(stream_, pieces, std::move(then));
  }
}

}  // namespace vgen::client::detail
