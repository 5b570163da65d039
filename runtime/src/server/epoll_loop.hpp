/// A loop whose sockets are served by epoll, for Linux.
#pragma once

#include "epoll_socket.hpp"
#include "loop.hpp"
#include "poller.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace vgen::server {

/// Accepts connections and drives them, in its own thread.
class EpollLoop final : public Loop {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  using Watch = boost::asio::posix::basic_stream_descriptor<Executor>;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;

  /// Listens. `shared`: other loops listen on the same address. Throws
  /// `boost::system::system_error`.
  EpollLoop(const LoopSettings& settings, const boost::asio::ip::tcp::endpoint& address,
            bool shared, std::atomic<unsigned>& busy_loops);
  ~EpollLoop() override;

  [[nodiscard]] boost::asio::ip::tcp::endpoint address() const {
    return acceptor_->local_endpoint();
  }

  /// Runs until it was stopped and all work is done.
  void run();
  /// Calls `ready` of the connection again after others had their turn.
  void tell_again(EpollConnection& connection) noexcept {
    poller_.tell_again(connection.io().descriptor(), &connection);
  }

 private:
  void accept() override;
  bool accept_waiting() override;
  void close_acceptor() noexcept override;
  void start_tick() override;
  void cancel_tick() override { timer_->cancel(); }
  void set_alarm(std::chrono::nanoseconds after) override;
  void cancel_alarm() override { alarm_->cancel(); }
  void abandon() noexcept override { context_->stop(); }
  void post(std::function<void()> function) override;

  void wait_for_sockets();
  void serve_sockets();
  [[nodiscard]] bool one_waits() const noexcept;
  void listen(const boost::asio::ip::tcp::endpoint& address, bool shared);
  void accepted(Descriptor socket, const boost::asio::ip::tcp::endpoint& peer);
  void tick_and_go_on();

  std::unique_ptr<boost::asio::io_context> context_;
  std::unique_ptr<Acceptor> acceptor_;
  Poller poller_;
  std::unique_ptr<Watch> watch_;
  std::unique_ptr<Timer> timer_;
  std::unique_ptr<Timer> alarm_;
  bool accepting_ = false;
};

}  // namespace vgen::server
