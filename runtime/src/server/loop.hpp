/// One event loop: a thread's share of the server.
#pragma once

#include "connection.hpp"
#include "connection_limit.hpp"
#include "poller.hpp"
#include "protocol_host.hpp"

#include <vgen/core/request_ids.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vgen::server {

/// Makes the protocol of an accepted connection. Host and driver outlive it.
using MakeProtocol = std::function<std::unique_ptr<Protocol>(ProtocolHost& host, Driver& driver,
                                                             std::string remote_address)>;

/// Makes the HTTP protocol.
[[nodiscard]] std::unique_ptr<Protocol> make_http(ProtocolHost& host, Driver& driver,
                                                  std::string remote_address);

/// The state that all loops of a server share.
struct LoopSettings {
  const Dispatcher* dispatcher = nullptr;
  HttpLimits limits{};
  WebsocketLimits websocket{};
  StreamOptions streams{};
  std::chrono::milliseconds drain{};  ///< See `ServerOptions::drain`.
  std::chrono::milliseconds stop_timeout{};
  ConnectionLimit* connections = nullptr;
  const AllowedOrigins* origins = nullptr;  ///< Null for none. See `ServerOptions`.
  const AllowedHosts* hosts = nullptr;      ///< Null if every host is allowed.
  std::string headers{};                    ///< Lines that every answer has. See `ServerOptions`.
  std::size_t unsent = 0;                   ///< The limit of this loop alone, in bytes.
  const Clock* clock = nullptr;
  LogSink* log = nullptr;
  MakeProtocol make_protocol = make_http;
};

/// Accepts connections and drives them. Only its own thread may call it, except for `post_…`.
class Loop final : public Accepting {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  using Watch = boost::asio::posix::basic_stream_descriptor<Executor>;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;

  /// Listens. `shared`: other loops listen on the same address. Throws
  /// `boost::system::system_error`.
  Loop(const LoopSettings& settings, const boost::asio::ip::tcp::endpoint& address, bool shared,
       std::atomic<unsigned>& busy_loops);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  [[nodiscard]] boost::asio::ip::tcp::endpoint address() const {
    return acceptor_->local_endpoint();
  }

  /// Runs until it was stopped and all work is done.
  void run();
  /// Stops gracefully. May be called from any thread.
  void post_stop();
  void post_accept() override;
  void post_make_room(std::size_t loops) override;

  [[nodiscard]] const HttpLimits& limits() const noexcept { return settings_.limits; }
  /// The time of the last tick.
  [[nodiscard]] std::chrono::steady_clock::time_point now() const noexcept { return now_; }
  [[nodiscard]] ReceiveBuffer& receive_buffer() noexcept { return protocol_host_.receive; }
  /// Reports a change of the output that waits for the client of one connection.
  void count_unsent(std::size_t before, std::size_t after) noexcept;
  /// Memory for input that is dropped.
  [[nodiscard]] std::span<char> scratch() noexcept { return scratch_; }
  /// Removes the connection from the list. Destroys it soon, when none of its functions runs.
  void remove(Connection& connection) noexcept;
  /// Calls `ready` of the connection again after others had their turn.
  void tell_again(Connection& connection) noexcept {
    poller_.tell_again(connection.socket(), &connection);
  }

 private:
  void wait_for_sockets();
  void serve_sockets();
  void destroy_removed() noexcept;
  void relieve();
  void log_relieved();
  bool accept_waiting();
  [[nodiscard]] bool one_waits() const noexcept;
  bool make_room();
  bool close_longest_idle();
  bool refused(int error);
  void warn(std::chrono::steady_clock::time_point& last, std::string_view message);
  void listen(const boost::asio::ip::tcp::endpoint& address, bool shared);
  void accept();
  void accepted(Descriptor socket, const boost::asio::ip::tcp::endpoint& peer);
  void start_tick();
  void tick();
  void refresh_time();
  [[nodiscard]] std::chrono::milliseconds tick_time() const noexcept;
  void begin_drain();
  void begin_stop();
  void cut_off();
  /// Returns false when all is done.
  bool check_stop();
  void close_in_parts() noexcept;
  void let_close() noexcept;
  void close_idle();
  [[nodiscard]] bool any_busy() const noexcept;

  LoopSettings settings_;
  std::atomic<unsigned>& busy_loops_;
  std::unique_ptr<boost::asio::io_context> context_;
  boost::asio::any_io_executor executor_;
  std::unique_ptr<Acceptor> acceptor_;
  Poller poller_;
  std::unique_ptr<Watch> watch_;
  std::unique_ptr<Timer> timer_;
  RequestIds ids_;
  FixedFields fields_;
  std::int64_t date_second_ = 0;
  std::chrono::steady_clock::time_point now_;
  ProtocolHost protocol_host_;
  std::array<char, 4096> scratch_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::unique_ptr<Connection> removed_;  ///< Connections to destroy.
  std::size_t unsent_ = 0;               ///< Bytes that wait for all clients.
  std::size_t relieved_ = 0;      ///< Connections closed because of that since the last tick.
  const std::size_t loop_index_;  ///< The index among the loops that share the limit.
  std::size_t hand_ = 0;          ///< The connection at which the next search for idle ones begins.
  std::chrono::steady_clock::time_point warned_of_limit_;
  std::chrono::steady_clock::time_point warned_of_error_;
  bool relief_posted_ = false;
  bool accepting_ = false;
  bool draining_ = false;
  bool stopping_ = false;
  bool counted_idle_ = false;
  bool told_to_give_up_ = false;
  std::chrono::steady_clock::time_point stop_began_;
  std::chrono::steady_clock::time_point last_close_part_;
  std::size_t close_part_ = 0;  ///< The websockets that may close at a time.
};

}  // namespace vgen::server
