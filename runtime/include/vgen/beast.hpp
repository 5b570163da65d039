/// APIs inside a program of Boost.Asio: on its own `io_context`, with its own sockets. Slow to
/// parse (Boost.Asio); the library is `vgen::beast`.
#pragma once

#include <vgen/beast/socket_transport.hpp>
#include <vgen/beast/stream_transport.hpp>
#include <vgen/beast/transport.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace vgen::beast {

namespace detail {

class HostState;

template <class Stream>
struct IsPlainSocket : std::false_type {};
template <class Protocol, class Executor>
struct IsPlainSocket<boost::asio::basic_stream_socket<Protocol, Executor>> : std::true_type {};

/// The address of the client; empty if the socket has none, or is closed already.
template <class Stream>
std::string remote_address_of(Stream& stream) {
  auto& layer = boost::beast::get_lowest_layer(stream);
  boost::system::error_code error;
  if constexpr (requires { layer.socket().remote_endpoint(error).address(); }) {
    const auto peer = layer.socket().remote_endpoint(error);
    return error ? std::string() : peer.address().to_string();
  } else if constexpr (requires { layer.remote_endpoint(error).address(); }) {
    const auto peer = layer.remote_endpoint(error);
    return error ? std::string() : peer.address().to_string();
  } else {
    return {};
  }
}

template <class Stream>
std::unique_ptr<Transport> make_transport(Stream stream) {
  if constexpr (IsPlainSocket<Stream>::value) {
    return std::make_unique<SocketTransport<Stream>>(std::move(stream));
  } else if constexpr (requires { stream.release_socket(); }) {  // boost::beast::tcp_stream
    return make_transport(stream.release_socket());
  } else {
    return std::make_unique<StreamTransport<Stream>>(std::move(stream));
  }
}

}  // namespace detail

/// APIs on an Asio executor: a handle, whose copies are the same host.
///
/// The functions of the APIs run on strands of the executor: `ServerOptions::threads` of them, each
/// with its share of the connections. With more than one, and several threads that run the
/// executor, several threads use the singletons at once. `Call::executor()` is the strand.
///
/// The host lives until it has stopped or its execution context is destroyed, also without a
/// handle. Until then the singletons of its APIs must live. A host that does not listen also ends
/// when its last handle is gone and its last connection is closed. Destroying the context ends
/// coroutines where they wait, and closes all connections.
///
/// All functions may be called from any thread.
class Host {
 public:
  /// Does not listen. Of the options, `host`, `port` and `tls` are used by `listen` only, and
  /// `server`, `admin_port` and `admin_host` not at all. Throws `std::invalid_argument` if the APIs
  /// contradict each other or one needs a session resolver that it was not given, if a served
  /// folder does not exist, if an allowed host is not one, or if a trusted proxy, a rate limit or
  /// the access log cannot be used.
  Host(Apis apis, const boost::asio::any_io_executor& executor,
       ServerOptions options = ServerOptions());

  /// Accepts connections at the address of the options, once. Throws `std::system_error` if it
  /// cannot listen there, `std::invalid_argument` with one sentence if the files of
  /// `ServerOptions::tls` are not usable, and `std::logic_error` if it listens already or stops.
  void listen();
  /// The port that it listens on; 0 if it does not.
  [[nodiscard]] std::uint16_t port() const;
  /// "http://127.0.0.1:8080", "https://[::1]:8443"; empty if it does not listen.
  [[nodiscard]] std::string url() const;

  /// Reads the files of `ServerOptions::tls` again, for new connections of `listen`. Throws
  /// `std::invalid_argument` with one sentence if one cannot be used: then nothing changes.
  void reload_tls();

  /// Serves a connection that the program has accepted: a socket of Asio, a `beast::tcp_stream`, or
  /// any stream with `async_read_some` and `async_write_some`, such as `ssl::stream` by Asio or
  /// Beast. With TLS, the host makes the handshake unless it was made already; what the stream
  /// refers to, such as the `ssl::context`, must outlive the connection.
  ///
  /// `received`: bytes that the program has read from it and not used. The host that stops, or has
  /// stopped, closes the connection.
  template <class Stream>
  void session(Stream stream, std::string received = {}) {
    std::string remote_address = detail::remote_address_of(stream);
    take(detail::make_transport(std::move(stream)), std::move(remote_address), std::move(received));
  }

  /// Stops gracefully, as `vgen::Server::stop` does. Does not wait.
  void begin_stop();
  /// The same, and returns when it has stopped. Not on a thread that runs the executor, which must
  /// be running.
  void stop();
  /// Calls the function on the executor when the host has stopped; at once if it has.
  void when_stopped(std::function<void()> function);

 private:
  friend class HostAccess;
  struct Handle;

  void take(std::unique_ptr<detail::Transport> transport, std::string remote_address,
            std::string received);

  std::shared_ptr<Handle> handle_;
};

/// Serves APIs at the address of the options: `Host` and `Host::listen`. The handle may be dropped.
inline Host serve(Apis apis, const boost::asio::any_io_executor& executor,
                  ServerOptions options = ServerOptions()) {
  Host host(std::move(apis), executor, std::move(options));
  host.listen();
  return host;
}
/// The same on a context, such as `boost::asio::io_context`.
template <std::derived_from<boost::asio::execution_context> Context>
Host serve(Apis apis, Context& context, ServerOptions options = ServerOptions()) {
  return serve(std::move(apis), boost::asio::any_io_executor(context.get_executor()),
               std::move(options));
}

/// Serves one connection: see `Host::session`.
template <class Stream>
void session(Host& host, Stream stream, std::string received = {}) {
  host.session(std::move(stream), std::move(received));
}
/// Serves APIs on one connection only, on the executor of its stream. For several connections of
/// the same APIs, make one `Host`.
template <class Stream>
Host session(Apis apis, Stream stream, ServerOptions options = ServerOptions()) {
  Host host(std::move(apis), boost::asio::any_io_executor(stream.get_executor()),
            std::move(options));
  host.session(std::move(stream));
  return host;
}

}  // namespace vgen::beast
