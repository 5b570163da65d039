#include "address.hpp"
#include "environment.hpp"
#include "epoll_loop.hpp"
#include "process.hpp"
#include "running_server.hpp"
#include "tls_protocol.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace vgen::server {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// With SO_REUSEPORT a second server on the same address would get a share of the connections
/// without an error, so check first.
void refuse_if_in_use(const tcp::endpoint& address) {
  if (address.port() == 0) return;
  asio::io_context context;
  tcp::acceptor(context, address);
}

/// The address of a socket that listens already.
tcp::endpoint address_of(int socket) {
  tcp::endpoint address;
  auto size = static_cast<socklen_t>(address.capacity());
  if (::getsockname(socket, address.data(), &size) != 0)
    throw std::invalid_argument("the socket to listen on is not one");
  address.resize(size);
  return address;
}

/// The certificates of new connections, which may be read again.
class Certificates {
 public:
  explicit Certificates(TlsOptions options)
      : options_(std::move(options)), present_(make_tls(options_)) {}

  /// Null if the server does not use TLS.
  [[nodiscard]] TlsContext present() {
    const std::lock_guard lock(mutex_);
    return present_;
  }
  void read_again() {
    TlsContext next = make_tls(options_);
    const std::lock_guard lock(mutex_);
    present_.swap(next);
  }

 private:
  const TlsOptions options_;
  std::mutex mutex_;  ///< Guards the following.
  TlsContext present_;
};

class EpollServer final : public RunningServer {
 public:
  EpollServer(Apis apis, const ServerOptions& options)
      : environment_(std::move(apis), options), certificates_(options.tls) {
    const unsigned count = environment_.loop_count();
    const bool listens = options.listener >= 0;
    tcp::endpoint address = listens ? address_of(options.listener) : resolve_address(options);
    if (count > 1 && !listens) refuse_if_in_use(address);
    LoopSettings settings = environment_.settings(options);
    if (options.tls.is_set()) settings.make_protocol = tls_maker();
    for (unsigned i = 0; i < count; ++i) {
      loops_.push_back(
          std::make_unique<EpollLoop>(settings, address, count > 1, environment_.busy_loops()));
      address = loops_.front()->address();  // the chosen port, if it was 0
    }
    address_ = address;
    if (environment_.has_schedules()) {
      loops_.front()->add_schedules(options.tick_lock);
      loops_.front()->start_schedules();
    }
    for (const auto& loop : loops_)
      threads_.emplace_back([&loop = *loop] {
        block_broken_pipes();
        loop.run();
      });
  }
  ~EpollServer() override {
    stop_now();
    environment_.stop_workers();
  }

  [[nodiscard]] std::uint16_t port() const override { return address_.port(); }
  [[nodiscard]] std::string host() const override { return host_of(address_); }
  void begin_stop() override { begin_stop_now(); }
  void stop() override { stop_now(); }
  void reopen_log() override { environment_.reopen_log(); }
  void set_not_ready() override { environment_.set_not_ready(); }
  [[nodiscard]] const Metrics& metrics() const override { return environment_.metrics(); }

  void reload_tls() override { certificates_.read_again(); }

 private:
  [[nodiscard]] MakeProtocol tls_maker() {
    return [this](ProtocolHost& host, Driver& driver, std::string remote_address) {
      return std::make_unique<TlsProtocol>(certificates_.present(), host, driver,
                                           std::move(remote_address));
    };
  }
  void begin_stop_now() {
    if (stopping_.exchange(true)) return;
    environment_.set_not_ready();
    for (const auto& loop : loops_) loop->post_stop();
  }
  void stop_now() {
    begin_stop_now();
    const std::lock_guard lock(joining_);
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  Environment environment_;
  Certificates certificates_;
  tcp::endpoint address_;
  std::vector<std::unique_ptr<EpollLoop>> loops_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::mutex joining_;
};

}  // namespace

std::unique_ptr<RunningServer> make_epoll_server(Apis apis, const ServerOptions& options) {
  return std::make_unique<EpollServer>(std::move(apis), options);
}

}  // namespace vgen::server
