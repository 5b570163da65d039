#include "loop.hpp"

#include "date.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <sys/socket.h>

#include <random>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// How often a loop that stops looks whether it is done.
constexpr std::chrono::milliseconds stop_tick{10};
/// How long functions have to end once they were told to.
constexpr std::chrono::seconds give_up_time{1};

/// One thread runs a loop and uses its sockets and timers, so their state needs no locks. Posting stays safe from any thread.
constexpr int hint = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace

Loop::Loop(const LoopSettings& settings, const asio::ip::tcp::endpoint& address, bool shared, std::atomic<unsigned>& busy_loops)
    : settings_(settings),
      busy_loops_(busy_loops),
      context_(std::make_unique<asio::io_context>(hint)),
      executor_(context_->get_executor()),
      acceptor_(std::make_unique<Acceptor>(*context_)),
      timer_(std::make_unique<Timer>(*context_)),
      ids_(random_seed()) {
  listen(address, shared);
  refresh_time();
  protocol_host_ = {.dispatcher = settings_.dispatcher,
                    .limits = &settings_.limits,
                    .call = {.clock = settings_.clock, .log = settings_.log, .ids = &ids_, .executor = &executor_},
                    .date = &date_,
                    .now = &now_};
}

/// Coroutines that never ended go with the io_context. They refer to calls, so these go last; sockets belong to the io_context and go
/// first.
Loop::~Loop() {
  for (const auto& connection : connections_) connection->drop_socket();
  acceptor_.reset();
  timer_.reset();
  context_.reset();
}

void Loop::listen(const asio::ip::tcp::endpoint& address, bool shared) {
  acceptor_->open(address.protocol());
  acceptor_->set_option(asio::socket_base::reuse_address(true));
  if (shared) acceptor_->set_option(ReusePort(true));
  acceptor_->bind(address);
  acceptor_->listen(asio::socket_base::max_listen_connections);
}

void Loop::run() {
  accept();
  start_tick();
  for (;;) {
    try {
      context_->run();
      return;
    } catch (const std::exception& error) {
      Logger(settings_.log).error(error.what());
    }
  }
}

void Loop::accept() {
  if (accepting_ || connections_.size() >= settings_.connections) return;  // in the latter case until a connection is removed
  accepting_ = true;
  acceptor_->async_accept([this](const error_code& error, Connection::Socket socket) {
    accepting_ = false;
    if (stopping_) return;
    if (error) return;  // out of file descriptors, most likely: the next tick tries again
    accepted(std::move(socket));
    accept();
  });
}

void Loop::accepted(Connection::Socket socket) {
  error_code error;
  socket.non_blocking(true, error);
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  const asio::ip::tcp::endpoint peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  auto connection = std::make_unique<Connection>(*this, std::move(socket), peer.address().to_string());
  connection->index = connections_.size();
  connections_.push_back(std::move(connection));
  connections_.back()->start();
}

void Loop::remove(Connection& connection) noexcept {
  const std::size_t index = connection.index;
  connections_.back()->index = index;
  connections_[index].swap(connections_.back());
  connections_.pop_back();
  if (!stopping_) accept();
}

std::chrono::milliseconds Loop::tick_time() const noexcept {
  return stopping_ ? stop_tick : settings_.limits.tick;
}

void Loop::start_tick() {
  timer_->expires_after(tick_time());
  timer_->async_wait([this](const error_code& error) {
    if (!error) tick();
  });
}

void Loop::tick() {
  refresh_time();
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) connections_[i]->tick();  // which may remove it
  }
  if (stopping_ && !check_stop()) return;
  if (!stopping_) accept();
  start_tick();
}

void Loop::refresh_time() {
  now_ = settings_.clock->steady_now();
  const auto second = std::chrono::floor<std::chrono::seconds>(settings_.clock->now());
  if (second.time_since_epoch().count() == date_second_ && !date_.empty()) return;
  date_second_ = second.time_since_epoch().count();
  write_date(date_, second);
}

void Loop::post_stop() {
  asio::post(*context_, [this] { begin_stop(); });
}

/// Connections that the system has taken in already must not be lost.
void Loop::accept_waiting() {
  error_code error;
  acceptor_->non_blocking(true, error);
  while (!error && connections_.size() < settings_.connections) {
    Connection::Socket socket(*context_);
    acceptor_->accept(socket, error);
    if (!error) accepted(std::move(socket));
  }
}

void Loop::begin_stop() {
  accept_waiting();
  stopping_ = true;
  stop_began_ = settings_.clock->steady_now();
  error_code ignored;
  acceptor_->close(ignored);
  for (const auto& connection : connections_) connection->begin_stop();
  timer_->cancel();
  start_tick();
}

bool Loop::any_busy() const noexcept {
  for (const auto& connection : connections_) {
    if (connection->busy()) return true;
  }
  return false;
}

void Loop::close_idle() {
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (!connections_[i]->busy()) connections_[i]->close();
  }
}

/// Connections stay open until nothing runs in any loop: a client may still ask whether the server is ready.
bool Loop::check_stop() {
  if (!counted_idle_ && !any_busy()) {
    counted_idle_ = true;
    --busy_loops_;
  }
  if (busy_loops_ == 0) close_idle();
  if (connections_.empty()) {
    if (!counted_idle_) --busy_loops_;
    counted_idle_ = true;
    return false;
  }
  const auto elapsed = now_ - stop_began_;
  if (elapsed > settings_.stop_timeout && !told_to_give_up_) {
    told_to_give_up_ = true;
    for (std::size_t i = connections_.size(); i-- > 0;) connections_[i]->stop_running(StopReason::shutdown);
  }
  if (elapsed <= settings_.stop_timeout + give_up_time) return true;
  if (!counted_idle_) --busy_loops_;
  context_->stop();
  return false;
}

}  // namespace vgen::server
