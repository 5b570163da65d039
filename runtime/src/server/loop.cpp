#include "loop.hpp"

#include "http_protocol.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// The interval at which a stopping loop checks whether it is done.
constexpr std::chrono::milliseconds stop_tick{10};

/// The number of times that sockets are served before timers and coroutines have their turn.
constexpr int turns_at_once = 8;
/// If so many are ready at once, more are probably ready when these are served.
constexpr std::size_t many_sockets = 4;

/// Only one thread runs a loop and uses its sockets and timers, so their state needs no locks.
/// Posting is safe from any thread.
constexpr int hint = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace

std::unique_ptr<Protocol> make_http(ProtocolHost& host, Driver& driver,
                                    std::string remote_address) {
  return std::make_unique<HttpProtocol>(host, driver, std::move(remote_address));
}

Loop::Loop(const LoopSettings& settings, const asio::ip::tcp::endpoint& address, bool shared,
           std::atomic<unsigned>& busy_loops)
    : settings_(settings),
      busy_loops_(busy_loops),
      context_(std::make_unique<asio::io_context>(hint)),
      executor_(context_->get_executor()),
      acceptor_(std::make_unique<Acceptor>(*context_)),
      // A separate descriptor, because Asio closes this one.
      watch_(std::make_unique<Watch>(*context_, ::dup(poller_.descriptor()))),
      timer_(std::make_unique<Timer>(*context_)),
      ids_(random_seed()),
      protocol_host_{.dispatcher = settings_.dispatcher,
                     .limits = &settings_.limits,
                     .websocket = &settings_.websocket,
                     .streams = settings_.streams,
                     .call = {.clock = settings_.clock,
                              .log = settings_.log,
                              .ids = &ids_,
                              .executor = &executor_},
                     .fields = &fields_,
                     .hosts = settings_.hosts,
                     .origins = settings_.origins,
                     .now = &now_},
      loop_index_(settings_.connections->add(*this)) {
  listen(address, shared);
  refresh_time();
}

/// Unfinished coroutines are destroyed with the io_context. They refer to calls, so connections are
/// destroyed last.
Loop::~Loop() {
  protocol_host_.channels.fanouts.close();  // other threads may publish
  destroy_removed();
  acceptor_.reset();
  watch_.reset();
  timer_.reset();
  context_.reset();
}

void Loop::listen(const asio::ip::tcp::endpoint& address, bool shared) {
  acceptor_->open(address.protocol());
  acceptor_->set_option(asio::socket_base::reuse_address(true));
  if (shared) acceptor_->set_option(ReusePort(true));
  acceptor_->bind(address);
  acceptor_->native_non_blocking(true);
  acceptor_->listen(asio::socket_base::max_listen_connections);
}

void Loop::run() {
  accept();
  start_tick();
  wait_for_sockets();
  for (;;) {
    try {
      context_->run();
      return;
    } catch (const std::exception& error) {
      Logger(settings_.log).error(error.what());
    }
  }
}

void Loop::wait_for_sockets() {
  watch_->async_wait(Watch::wait_read, [this](const error_code& error) {
    if (error) return;
    serve_sockets();
    wait_for_sockets();
  });
}

/// While many sockets are ready, the poller is called again without Asio. There is a limit, because
/// timers and coroutines need their turn.
void Loop::serve_sockets() {
  for (int turn = 0; turn < turns_at_once; ++turn) {
    const auto events = poller_.ready();
    for (const epoll_event& event : events)
      static_cast<Connection*>(event.data.ptr)->ready(event.events);
    if (unsent_ > settings_.unsent) relieve();
    destroy_removed();
    if (events.size() < many_sockets) return;
  }
}

void Loop::remove(Connection& connection) noexcept {
  const std::size_t index = connection.index;
  connections_.back()->index = index;
  connections_[index].swap(connections_.back());
  connections_.back()->next_removed = std::move(removed_);
  removed_ = std::move(connections_.back());
  connections_.pop_back();
  settings_.connections->give_back();
  if (!stopping_) accept();
}

void Loop::destroy_removed() noexcept {
  while (removed_) removed_ = std::move(removed_->next_removed);
}

void Loop::count_unsent(std::size_t before, std::size_t after) noexcept {
  unsent_ = unsent_ - before + after;
  if (after <= before || unsent_ <= settings_.unsent || relief_posted_) return;
  // Not directly, because this connection is still working.
  relief_posted_ = true;
  asio::post(*context_, [this] {
    relief_posted_ = false;
    relieve();
    destroy_removed();
  });
}

/// Closes the connections whose clients have read nothing for the longest time, until the waiting
/// output of the others is within the limit. A single answer may exceed it.
void Loop::relieve() {
  if (unsent_ <= settings_.unsent) return;
  std::vector<Connection*> waiting;
  for (const auto& connection : connections_) {
    if (connection->unsent() != 0) waiting.push_back(connection.get());
  }
  std::ranges::sort(waiting, [](const Connection* a, const Connection* b) {
    return a->last_progress() != b->last_progress() ? a->last_progress() < b->last_progress()
                                                    : a->unsent() > b->unsent();
  });
  for (std::size_t i = 0; i + 1 < waiting.size() && unsent_ > settings_.unsent; ++i) {
    waiting[i]->close();
    ++relieved_;
  }
}

void Loop::log_relieved() {
  if (relieved_ == 0) return;
  Logger(settings_.log)
      .warning("closed " + std::to_string(std::exchange(relieved_, 0)) +
               " connections whose clients do not read: too much waits to be sent");
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
  let_close();
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) connections_[i]->tick();  // which may remove it
  }
  relieve();
  log_relieved();
  protocol_host_.output.tick();
  if (draining_ && !stopping_ && now_ - stop_began_ >= settings_.drain) begin_stop();
  const bool goes_on = !stopping_ || check_stop();
  destroy_removed();
  if (!goes_on) {
    error_code ignored;
    watch_->close(ignored);
    return;
  }
  if (!stopping_) accept();
  start_tick();
}

void Loop::refresh_time() {
  now_ = settings_.clock->steady_now();
  const auto second = std::chrono::floor<std::chrono::seconds>(settings_.clock->now());
  if (second.time_since_epoch().count() == date_second_ && !fields_.of_last.empty()) return;
  date_second_ = second.time_since_epoch().count();
  write_fixed_fields(fields_, second, settings_.limits.idle, settings_.headers);
}

}  // namespace vgen::server
