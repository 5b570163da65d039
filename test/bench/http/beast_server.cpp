/// A typical server on Boost.Beast: like its asynchronous HTTP example (a strand, tcp_stream,
/// string_body, one answer at a time), with nlohmann's JSON and the checks of bench_api.hpp written
/// by hand.
#include "beast_live.hpp"
#include "beast_orders.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/version.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Request = http::request<http::string_body>;

http::message_generator handle(Request&& request) {
  const auto answer = [&](http::status status, std::string body) {
    http::response<http::string_body> response(status, request.version());
    response.set(http::field::server, BOOST_BEAST_VERSION_STRING);
    response.set(http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
  };
  if (request.method() == http::verb::get && request.target() == "/hello")
    return answer(http::status::ok, bench::hello());
  if (request.method() != http::verb::post || request.target() != "/orders")
    return answer(http::status::not_found, "{}");
  std::optional<std::string> receipt = bench::create_order(request.body());
  if (!receipt) return answer(http::status::unprocessable_entity, "{}");
  return answer(http::status::ok, *std::move(receipt));
}

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket&& socket) : stream_(std::move(socket)) {
    stream_.socket().set_option(tcp::no_delay(true));
  }

  void run() {
    asio::dispatch(stream_.get_executor(),
                   beast::bind_front_handler(&Session::read, shared_from_this()));
  }

 private:
  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_,
                     beast::bind_front_handler(&Session::on_read, shared_from_this()));
  }

  void on_read(beast::error_code error, std::size_t /*bytes*/) {
    if (error) return close();
    if (beast::websocket::is_upgrade(request_))
      return bench::open_websocket(std::move(stream_), request_);
    http::message_generator message = handle(std::move(request_));
    const bool keep_alive = message.keep_alive();
    beast::async_write(
        stream_, std::move(message),
        beast::bind_front_handler(&Session::on_write, shared_from_this(), keep_alive));
  }

  void on_write(bool keep_alive, beast::error_code error, std::size_t /*bytes*/) {
    if (error || !keep_alive) return close();
    read();
  }

  void close() {
    beast::error_code error;
    stream_.socket().shutdown(tcp::socket::shutdown_send, error);
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  Request request_;
};

class Listener : public std::enable_shared_from_this<Listener> {
 public:
  explicit Listener(asio::io_context& context)
      : context_(context),
        acceptor_(asio::make_strand(context), {asio::ip::address_v4::loopback(), 0}) {
    std::printf("listening on http://127.0.0.1:%u\n",
                static_cast<unsigned>(acceptor_.local_endpoint().port()));
    std::fflush(stdout);
  }

  void accept() {
    acceptor_.async_accept(asio::make_strand(context_),
                           beast::bind_front_handler(&Listener::on_accept, shared_from_this()));
  }

 private:
  void on_accept(beast::error_code error, tcp::socket socket) {
    if (!error) std::make_shared<Session>(std::move(socket))->run();
    accept();
  }

  asio::io_context& context_;
  tcp::acceptor acceptor_;
};

}  // namespace

int main() {
  asio::io_context context(1);
  asio::signal_set signals(context, SIGTERM, SIGINT);
  signals.async_wait([&](beast::error_code, int) { context.stop(); });
  std::make_shared<Listener>(context)->accept();
  context.run();
}
