#include "epoll_loop.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <exception>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// The number of times that sockets are served before timers and coroutines have their turn.
constexpr int turns_at_once = 8;
/// If so many are ready at once, more are probably ready when these are served.
constexpr std::size_t many_sockets = 4;

/// Only one thread runs a loop and uses its sockets and timers, so their state needs no locks.
/// Posting is safe from any thread.
constexpr int hint = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

}  // namespace

EpollLoop::EpollLoop(const LoopSettings& settings, const asio::ip::tcp::endpoint& address,
                     bool shared, std::atomic<unsigned>& busy_loops)
    : Loop(settings, busy_loops),
      context_(std::make_unique<asio::io_context>(hint)),
      acceptor_(std::make_unique<Acceptor>(*context_)),
      // A separate descriptor, because Asio closes this one.
      watch_(std::make_unique<Watch>(*context_, ::dup(poller_.descriptor()))),
      timer_(std::make_unique<Timer>(*context_)),
      alarm_(std::make_unique<Timer>(*context_)) {
  set_executor(context_->get_executor());
  listen(address, shared);
}

/// Unfinished coroutines are destroyed with the io_context. They refer to calls, so connections are
/// destroyed last.
EpollLoop::~EpollLoop() {
  close_fanouts();  // other threads may publish
  end_timers();
  destroy_removed();
  acceptor_.reset();
  watch_.reset();
  timer_.reset();
  alarm_.reset();
  context_.reset();
}

void EpollLoop::listen(const asio::ip::tcp::endpoint& address, bool shared) {
  if (settings().listener >= 0) {
    acceptor_->assign(address.protocol(), ::fcntl(settings().listener, F_DUPFD_CLOEXEC, 0));
    acceptor_->native_non_blocking(true);
    return;
  }
  acceptor_->open(address.protocol());
  acceptor_->set_option(asio::socket_base::reuse_address(true));
  if (shared) acceptor_->set_option(ReusePort(true));
  acceptor_->bind(address);
  acceptor_->native_non_blocking(true);
  acceptor_->listen(asio::socket_base::max_listen_connections);
}

void EpollLoop::run() {
  accept();
  start_tick();
  wait_for_sockets();
  for (;;) {
    try {
      context_->run();
      return;
    } catch (const std::exception& error) {
      Logger(settings().log).error(error.what());
    }
  }
}

void EpollLoop::post(std::function<void()> function) {
  asio::post(*context_, std::move(function));
}

void EpollLoop::wait_for_sockets() {
  watch_->async_wait(Watch::wait_read, [this](const error_code& error) {
    if (error) return;
    serve_sockets();
    wait_for_sockets();
  });
}

/// While many sockets are ready, the poller is called again without Asio. There is a limit, because
/// timers and coroutines need their turn.
void EpollLoop::serve_sockets() {
  for (int turn = 0; turn < turns_at_once; ++turn) {
    const auto events = poller_.ready();
    for (const epoll_event& event : events)
      static_cast<EpollConnection*>(event.data.ptr)->ready(report_of(event.events));
    keep_limit();
    destroy_removed();
    if (events.size() < many_sockets) return;
  }
}

void EpollLoop::start_tick() {
  timer_->expires_after(tick_time());
  timer_->async_wait([this](const error_code& error) {
    if (!error) tick_and_go_on();
  });
}

void EpollLoop::set_alarm(std::chrono::nanoseconds after) {
  alarm_->expires_after(after);
  alarm_->async_wait([this](const error_code& error) {
    if (!error) run_timers();
  });
}

void EpollLoop::tick_and_go_on() {
  if (tick()) return start_tick();
  error_code ignored;
  ignored = watch_->close(ignored);
}

}  // namespace vgen::server
