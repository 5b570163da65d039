#include "socket_transport.hpp"

#include "address.hpp"
#include "link.hpp"
#include "websocket_link.hpp"

#include <vgen/version.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <cstdint>
#include <list>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace vgen::client::detail {
namespace {

namespace http = beast::http;
using Clock = std::chrono::steady_clock;

/// One request under way.
struct Attempt {
  Attempt(asio::io_context& context, HttpRequest wanted, bool may_repeat)
      : resolver(context), gate(context), request(std::move(wanted)), repeatable(may_repeat) {}

  void stop() {
    stopped = true;
    resolver.cancel();
    gate.cancel();
    if (link) link->close();
  }
  void check_stopped() const {
    if (stopped) throw Broken("send", asio::error::operation_aborted);
  }

  tcp::resolver resolver;
  asio::steady_timer gate;  ///< Waits for the reader of a stream.
  HttpRequest request;
  bool repeatable;
  std::shared_ptr<Link> link{};
  bool stopped = false;
};

ssl::context make_tls(const TlsOptions& options) {
  ssl::context context(ssl::context::tls_client);
  error_code error;
  const auto check_read = [](const error_code& failed, std::string_view what,
                             const std::string& file) {
    if (failed)
      throw std::invalid_argument("tls: " + std::string(what) + " cannot be read: " + file + ": " +
                                  failed.message());
  };
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(options.verify ? ssl::verify_peer : ssl::verify_none);
  if (options.authorities.empty()) {
    error = context.set_default_verify_paths(error);
  } else {
    check_read(context.load_verify_file(options.authorities, error), "the file of authorities",
               options.authorities);
  }
  if (!options.certificate.empty()) {
    check_read(context.use_certificate_chain_file(options.certificate, error), "the certificate",
               options.certificate);
    check_read(context.use_private_key_file(options.key, ssl::context::pem, error), "the key",
               options.key);
  }
  return context;
}

HttpAnswer answer_of(http::response<http::string_body> response) {
  HttpAnswer answer{.status = static_cast<int>(response.result_int())};
  for (const auto& field : response) {
    answer.headers.push_back(
        {.name = std::string(field.name_string()), .value = std::string(field.value())});
  }
  answer.body = std::move(response.body());
  return answer;
}

using Parser = http::response_parser<http::string_body>;

/// Reads until `is_enough()`.
template <class IsEnough>
asio::awaitable<error_code> read(Link& link, http::basic_parser<false>& parser,
                                 IsEnough is_enough) {
  while (true) {
    error_code error;
    while (!error && link.buffer.size() != 0 && !is_enough())
      link.buffer.consume(parser.put(link.buffer.data(), error));
    if (error && error != http::error::need_more) co_return error;
    if (is_enough()) co_return error_code();
    error = co_await link.receive();
    if (error == asio::error::eof && parser.got_some()) {
      error = {};
      parser.put_eof(error);  // the end of the connection may be the end of the answer
      co_return error;
    }
    if (error) co_return error;
  }
}

asio::awaitable<error_code> read_head(Link& link, http::basic_parser<false>& parser) {
  parser.eager(false);
  return read(link, parser, [&parser] { return parser.is_header_done(); });
}

asio::awaitable<error_code> read_whole(Link& link, http::basic_parser<false>& parser) {
  parser.eager(true);
  return read(link, parser, [&parser] { return parser.is_done(); });
}

/// Reads until there is a piece of the body, or its end.
asio::awaitable<error_code> read_piece(Link& link, Parser& parser) {
  parser.eager(true);
  return read(link, parser, [&parser] { return !parser.get().body().empty() || parser.is_done(); });
}

template <class Body>
asio::awaitable<error_code> write(Link& link, const http::request<Body>& message,
                                  std::string_view body) {
  std::ostringstream head;
  head << message.base();
  co_return co_await link.send(head.view(), body);
}

class SocketTransport : public Transport, public std::enable_shared_from_this<SocketTransport> {
 public:
  SocketTransport(std::shared_ptr<Loop> loop, const Options& options)
      : loop_(std::move(loop)),
        largest_answer_(options.largest_answer),
        idle_connections_(options.idle_connections),
        idle_time_(options.idle_time),
        tls_options_(options.tls) {
    // Reading the authorities of the system takes time, so that is done when it is needed. Files
    // of the program are read at once, to report what is wrong with them.
    if (!options.tls.authorities.empty() || !options.tls.certificate.empty()) (void)tls();
    if (options.proxy.empty()) return;
    proxy_ = split_address(options.proxy, "proxy");
    if (proxy_->is_https)
      throw std::invalid_argument("proxy: it must be http://: \"" + options.proxy + '"');
  }

  void send(HttpRequest request, bool repeatable, std::stop_token stop, Done done) override {
    auto attempt = std::make_shared<Attempt>(loop_->context(), std::move(request), repeatable);
    asio::co_spawn(loop_->context(), exchange(attempt, shared_from_this()),
                   [done = std::move(done), stopping = std::make_shared<std::stop_callback<Stop>>(
                                                std::move(stop), Stop{attempt, &loop_->context()})](
                       const std::exception_ptr& thrown, HttpAnswer answer) {
                     done(thrown ? Outcome(problem_of(thrown)) : Outcome(std::move(answer)));
                   });
  }

  void stream(HttpRequest request, std::stop_token stop,
              std::shared_ptr<StreamUser> user) override {
    auto attempt = std::make_shared<Attempt>(loop_->context(), std::move(request), false);
    asio::co_spawn(loop_->context(), read_pieces(attempt, user, shared_from_this()),
                   [user, stopping = std::make_shared<std::stop_callback<Stop>>(
                              std::move(stop), Stop{attempt, &loop_->context()})](
                       const std::exception_ptr& thrown) {
                     user->ended(thrown ? std::optional(problem_of(thrown)) : std::nullopt);
                   });
  }

  void open(HttpRequest request, const WebsocketSettings& settings, std::stop_token stop,
            std::shared_ptr<WebsocketUser> user) override {
    auto attempt = std::make_shared<Attempt>(loop_->context(), std::move(request), false);
    asio::co_spawn(
        loop_->context(), shake_hands(attempt, settings, user, shared_from_this()),
        [user, attempt,
         stopping = std::make_shared<std::stop_callback<Stop>>(
             std::move(stop), Stop{attempt, &loop_->context()})](const std::exception_ptr& thrown) {
          if (thrown) user->closed({.reason = problem_of(thrown).detail});
        });
  }

 private:
  struct Stop {
    std::weak_ptr<Attempt> attempt;
    asio::io_context* context;

    void operator()() const {
      asio::post(*context, [attempt = attempt] {
        if (const auto alive = attempt.lock()) alive->stop();
      });
    }
  };

  static TransportProblem problem_of(const std::exception_ptr& thrown) {
    TransportProblem problem{.kind = TransportKind::network};
    try {
      std::rethrow_exception(thrown);
    } catch (const std::invalid_argument& error) {
      problem.kind = TransportKind::input;
      problem.detail = error.what();
    } catch (const std::exception& error) {
      problem.detail = error.what();
    }
    return problem;
  }

  /// Sends the request on a connection that is open already, or on a new one. `self` keeps the
  /// transport.
  asio::awaitable<HttpAnswer> exchange(std::shared_ptr<Attempt> attempt,
                                       std::shared_ptr<SocketTransport> self) {
    const Address address = split_address(attempt->request.url, "url");
    const std::string origin =
        (address.is_https ? "https://" : "http://") + address.host + ':' + address.port;
    attempt->check_stopped();
    attempt->link = self->take_idle(origin);
    if (attempt->link) {
      bool has_begun = false;
      std::optional<HttpAnswer> answer;
      try {
        answer.emplace(co_await self->perform(*attempt, address, has_begun));
      } catch (const Broken&) {
        // The server may have closed the idle connection at this moment. Then a request is sent
        // again, unless it must not be repeated.
        if (has_begun || attempt->stopped || !attempt->repeatable) throw;
      }
      if (answer) co_return std::move(*answer);
    }
    attempt->link = std::make_shared<Link>(self->loop_->context(), origin);
    co_await self->connect(*attempt, address);
    bool has_begun = false;
    HttpAnswer answer = co_await self->perform(*attempt, address, has_begun);
    co_return answer;
  }

  /// Sends a request on a connection of its own, and gives the answer piece by piece.
  asio::awaitable<void> read_pieces(std::shared_ptr<Attempt> attempt,
                                    std::shared_ptr<StreamUser> user,
                                    std::shared_ptr<SocketTransport> self) {
    const Address address = split_address(attempt->request.url, "url");
    attempt->check_stopped();
    attempt->link = std::make_shared<Link>(self->loop_->context(), address.authority);
    co_await self->connect(*attempt, address);
    const std::shared_ptr<Link> link = attempt->link;
    std::optional<Parser> parser;
    bool has_begun = false;
    co_await self->begin(*attempt, address, boost::none, parser, has_begun);
    user->began(answer_of(parser->get()));
    while (!parser->is_done()) {
      error_code error = co_await read_piece(*link, *parser);
      attempt->check_stopped();
      check("receive", error);
      std::string piece = std::exchange(parser->get().body(), {});
      if (piece.empty()) continue;
      attempt->gate.expires_at(asio::steady_timer::time_point::max());
      user->received(std::move(piece), [attempt, context = &self->loop_->context()] {
        asio::post(*context, [attempt] { attempt->gate.cancel(); });
      });
      co_await attempt->gate.async_wait(asio::redirect_error(asio::use_awaitable, error));
      attempt->check_stopped();
    }
  }

  /// Opens a websocket (RFC 6455, section 4.1). A refusal ends it with the answer.
  asio::awaitable<void> shake_hands(std::shared_ptr<Attempt> attempt, WebsocketSettings settings,
                                    std::shared_ptr<WebsocketUser> user,
                                    std::shared_ptr<SocketTransport> self) {
    const Address address = split_address(attempt->request.url, "url");
    attempt->check_stopped();
    attempt->link = std::make_shared<Link>(self->loop_->context(), address.authority);
    co_await self->connect(*attempt, address);
    const std::string key = add_upgrade(attempt->request);
    const std::shared_ptr<Link> link = attempt->link;
    http::request<http::string_body> message = self->message_of(*attempt, address);
    check("send", co_await write(*link, message, message.body()));
    Parser parser;
    parser.body_limit(self->largest_answer_);
    error_code error = co_await read_head(*link, parser);
    attempt->check_stopped();
    check("receive", error);
    if (parser.get().result_int() != 101) {
      error = co_await read_whole(*link, parser);
      attempt->check_stopped();
      check("receive", error);
      user->closed(
          {.reason = "the server refused the websocket", .answer = answer_of(parser.release())});
      co_return;
    }
    if (parser.get()["Sec-WebSocket-Accept"] != websocket::accept_value(key))
      throw std::runtime_error("the answer to the handshake is wrong");
    auto socket = std::make_shared<WebsocketLink>(self->loop_, link, settings, user);
    socket->begin();
    user->opened(socket);
    // The stop token of the attempt closes the link as long as the attempt lives.
    co_await socket->read_all();
  }

  asio::awaitable<void> connect(Attempt& attempt, const Address& address) {
    const Address& first = proxy_ ? *proxy_ : address;
    const std::string name = first.host + ':' + first.port;
    error_code error;
    const auto places = co_await attempt.resolver.async_resolve(
        first.host, first.port, asio::redirect_error(asio::use_awaitable, error));
    check("resolve " + name, error);
    attempt.check_stopped();
    beast::tcp_stream& stream = attempt.link->tcp_stream();
    co_await stream.async_connect(places, asio::redirect_error(asio::use_awaitable, error));
    check("connect to " + name, error);
    attempt.check_stopped();
    error = stream.socket().set_option(tcp::no_delay(true), error);
    if (!address.is_https) co_return;
    if (proxy_) co_await open_tunnel(attempt, address);
    attempt.link->add_tls(tls());
    ssl::stream<beast::tcp_stream&>& stream_of_tls = attempt.link->tls();
    asio::ip::make_address(address.host, error);
    if (error)  // SNI has names only, no addresses (RFC 6066, section 3)
      SSL_set_tlsext_host_name(stream_of_tls.native_handle(), address.host.c_str());
    if (tls_options_.verify)
      stream_of_tls.set_verify_callback(ssl::host_name_verification(address.host));
    error = {};
    co_await stream_of_tls.async_handshake(ssl::stream_base::client,
                                           asio::redirect_error(asio::use_awaitable, error));
    check("TLS with " + name, error);
    attempt.check_stopped();
  }

  /// Asks the proxy for a tunnel (RFC 9110, section 9.3.6).
  static asio::awaitable<void> open_tunnel(Attempt& attempt, const Address& address) {
    Link& link = *attempt.link;
    const std::string target =
        (address.host.find(':') == std::string::npos ? address.host : '[' + address.host + ']') +
        ':' + address.port;
    http::request<http::empty_body> request;
    request.method(http::verb::connect);
    request.target(target);
    request.set(http::field::host, target);
    check("proxy", co_await write(link, request, {}));
    http::response_parser<http::empty_body> parser;
    parser.skip(true);
    check("proxy", co_await read_head(link, parser));
    if (parser.get().result_int() / 100 != 2)
      throw std::runtime_error("proxy: it answers the status " +
                               std::to_string(parser.get().result_int()));
  }

  [[nodiscard]] http::request<http::string_body> message_of(Attempt& attempt,
                                                            const Address& address) const {
    http::request<http::string_body> message;
    message.method_string(attempt.request.method);
    std::string target = address.target;
    if (!target.starts_with('/')) target.insert(0, "/");
    if (proxy_ && !address.is_https) target.insert(0, "http://" + address.authority);
    message.target(target);
    message.set(http::field::host, address.authority);
    message.set(http::field::user_agent, "vgen/" + std::string(VGEN_VERSION));
    for (const HeaderField& field : attempt.request.headers) message.set(field.name, field.value);
    message.body() = attempt.request.body;
    message.prepare_payload();
    return message;
  }

  /// Sends the request and reads the head of the answer. `has_begun` becomes true with the first
  /// byte of it. Returns whether the whole request was sent: a server may answer without reading it
  /// all.
  asio::awaitable<bool> begin(Attempt& attempt, const Address& address,
                              boost::optional<std::uint64_t> largest, std::optional<Parser>& parser,
                              bool& has_begun) {
    Link& link = *attempt.link;
    http::request<http::string_body> message = message_of(attempt, address);
    const error_code write_error = co_await write(link, message, message.body());
    attempt.check_stopped();
    do {
      parser.emplace();
      parser->body_limit(largest);
      const error_code error = co_await read_head(link, *parser);
      has_begun = has_begun || parser->got_some();
      attempt.check_stopped();
      if (error && write_error) check("send", write_error);
      check("receive", error);
    } while (parser->get().result_int() < 200);  // 100 and 103 come before the answer
    co_return !write_error;
  }

  /// Sends the request and reads the answer.
  asio::awaitable<HttpAnswer> perform(Attempt& attempt, const Address& address, bool& has_begun) {
    const std::shared_ptr<Link> link = attempt.link;
    std::optional<Parser> parser;
    const bool is_sent = co_await begin(attempt, address, largest_answer_, parser, has_begun);
    const error_code error = co_await read_whole(*link, *parser);
    attempt.check_stopped();
    check("receive", error);
    const bool keeps = parser->get().keep_alive() && is_sent;
    attempt.link.reset();
    if (keeps) give_back(link);
    co_return answer_of(parser->release());
  }

  ssl::context& tls() {
    if (!tls_) tls_.emplace(make_tls(tls_options_));
    return *tls_;
  }

  std::shared_ptr<Link> take_idle(const std::string& origin) {
    drop_old();
    for (auto at = idle_.begin(); at != idle_.end();) {
      if ((*at)->origin() != origin) {
        ++at;
        continue;
      }
      std::shared_ptr<Link> link = std::move(*at);
      at = idle_.erase(at);
      if (link->is_alive()) return link;
    }
    return nullptr;
  }
  void give_back(std::shared_ptr<Link> link) {
    link->idle_since = Clock::now();
    idle_.push_front(std::move(link));  // the last one used is the first one taken
    drop_old();
  }
  void drop_old() {
    const Clock::time_point oldest = Clock::now() - idle_time_;
    while (!idle_.empty() &&
           (idle_.size() > idle_connections_ || idle_.back()->idle_since < oldest))
      idle_.pop_back();
  }

  // All of this is used on the thread of the loop only.
  std::shared_ptr<Loop> loop_;
  std::size_t largest_answer_;
  std::size_t idle_connections_;
  std::chrono::milliseconds idle_time_;
  TlsOptions tls_options_;
  std::optional<ssl::context> tls_{};
  std::optional<Address> proxy_{};
  std::list<std::shared_ptr<Link>> idle_{};
};

}  // namespace

std::shared_ptr<Transport> make_socket_transport(std::shared_ptr<Loop> loop,
                                                 const Options& options) {
  return std::make_shared<SocketTransport>(std::move(loop), options);
}

}  // namespace vgen::client::detail
