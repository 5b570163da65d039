#include "loop.hpp"

#include "http_protocol.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// The interval at which a stopping loop checks whether it is done.
constexpr std::chrono::milliseconds stop_tick{10};
/// The time that functions have to end after the request.
constexpr std::chrono::seconds give_up_time{1};

/// The number of times that sockets are served before timers and coroutines have their turn.
constexpr int turns_at_once = 8;
/// If so many are ready at once, more are probably ready when these are served.
constexpr std::size_t many_sockets = 4;

/// Only one thread runs a loop and uses its sockets and timers, so their state needs no locks.
/// Posting is safe from any thread.
constexpr int hint = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

/// Unsent bytes of one connection that the system holds. By default it would hold megabytes for a
/// client that does not read.
constexpr int waiting_in_system = 128 * 1024;

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
                     .call = {.clock = settings_.clock,
                              .log = settings_.log,
                              .ids = &ids_,
                              .executor = &executor_},
                     .fields = &fields_,
                     .hosts = settings_.hosts,
                     .now = &now_},
      loop_index_(settings_.connections->add(*this)) {
  listen(address, shared);
  refresh_time();
}

/// Unfinished coroutines are destroyed with the io_context. They refer to calls, so connections are
/// destroyed last.
Loop::~Loop() {
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

void Loop::accept() {
  if (accepting_) return;
  accepting_ = true;
  acceptor_->async_wait(Acceptor::wait_read, [this](const error_code& error) {
    accepting_ = false;
    if (stopping_ || error) return;
    if (accept_waiting()) accept();
  });
}

/// Accepts all connections that the system already has. Returns false if one has to wait, because
/// the limit is reached or there are no more file descriptors. The next tick tries again.
bool Loop::accept_waiting() {
  for (;;) {
    if (!settings_.connections->take()) {
      if (!one_waits()) return true;
      if (!make_room()) return false;
      continue;
    }
    asio::ip::tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    Descriptor socket(
        ::accept4(acceptor_->native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.good()) {
      peer.resize(size);
      accepted(std::move(socket), peer);
      continue;
    }
    const int error = errno;
    settings_.connections->give_back();
    if (error == EAGAIN || error == EWOULDBLOCK) return true;
    if (error != EINTR && error != ECONNABORTED && !refused(error)) return false;
  }
}

/// Whether the system has a connection that was not accepted yet.
bool Loop::one_waits() const noexcept {
  pollfd acceptor{.fd = acceptor_->native_handle(), .events = POLLIN, .revents = 0};
  return ::poll(&acceptor, 1, 0) > 0;
}

/// At the limit, an idle connection is closed for a new one. Returns false if the new one has to
/// wait.
bool Loop::make_room() {
  warn(warned_of_limit_, "the limit of " + std::to_string(settings_.connections->most()) +
                             " connections is reached: idle connections are closed for new ones");
  if (close_longest_idle()) return true;
  settings_.connections->wait();
  settings_.connections->ask_after(loop_index_, settings_.connections->other_loops());
  return false;
}

/// The system refuses a connection. Returns whether it is worth to try again at once.
bool Loop::refused(int error) {
  warn(warned_of_error_,
       "a connection cannot be accepted: " + std::generic_category().message(error) +
           "; idle connections are closed for new ones");
  return close_longest_idle();
}

/// Closes the longest idle one of those at which it looks. Returns false if there is none.
bool Loop::close_longest_idle() {
  constexpr std::size_t enough = 64;
  Connection* longest = nullptr;
  std::chrono::steady_clock::time_point since;
  std::size_t found = 0;
  for (std::size_t i = 0; i < connections_.size() && found < enough; ++i) {
    hand_ = hand_ + 1 < connections_.size() ? hand_ + 1 : 0;
    Connection& connection = *connections_[hand_];
    const auto idle = connection.idle_since();
    if (!idle) continue;
    ++found;
    if (longest != nullptr && since <= *idle) continue;
    longest = &connection;
    since = *idle;
  }
  if (longest == nullptr) return false;
  longest->close();
  return true;
}

/// Writes a warning, but not the same one again for some time.
void Loop::warn(std::chrono::steady_clock::time_point& last, std::string_view message) {
  constexpr std::chrono::seconds pause{10};
  const auto now = settings_.clock->steady_now();
  if (last != std::chrono::steady_clock::time_point() && now - last < pause) return;
  last = now;
  Logger(settings_.log).warning(message);
}

void Loop::post_accept() {
  asio::post(*context_, [this] {
    if (!stopping_) accept();
  });
}

void Loop::post_make_room(std::size_t loops) {
  asio::post(*context_, [this, loops] {
    if (!close_longest_idle()) settings_.connections->ask_after(loop_index_, loops);
    destroy_removed();
  });
}

void Loop::accepted(Descriptor socket, const asio::ip::tcp::endpoint& peer) {
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &waiting_in_system,
               sizeof waiting_in_system);
  auto connection = std::make_unique<Connection>(*this, std::move(socket));
  connection->start(
      settings_.make_protocol(protocol_host_, *connection, peer.address().to_string()));
  if (draining_) connection->begin_stop();
  connection->index = connections_.size();
  connections_.push_back(std::move(connection));
  // epoll reports at once if there is already input.
  if (!poller_.add(connections_.back()->socket(), connections_.back().get()))
    connections_.back()->close();
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
  write_fixed_fields(fields_, second, settings_.limits.idle);
}

void Loop::post_stop() {
  asio::post(*context_, [this] {
    if (settings_.drain.count() != 0) return begin_drain();
    begin_stop();
    timer_->cancel();
    start_tick();
  });
}

/// The time in which load balancers learn that the server is not ready. Connections are still
/// accepted, and each is closed with its next answer.
void Loop::begin_drain() {
  draining_ = true;
  stop_began_ = settings_.clock->steady_now();
  for (const auto& connection : connections_) connection->begin_stop();
}

void Loop::begin_stop() {
  accept_waiting();  // connections that wait must not be lost
  stopping_ = true;
  stop_began_ = settings_.clock->steady_now();
  error_code ignored;
  acceptor_->close(ignored);
  for (const auto& connection : connections_) connection->begin_stop();
}

bool Loop::any_busy() const noexcept {
  for (const auto& connection : connections_) {
    if (connection->busy()) return true;
  }
  return false;
}

void Loop::close_idle() {
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) connections_[i]->close_if_idle();
  }
}

/// Connections stay open until nothing runs in any loop, because a client may still ask whether the
/// server is ready.
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
    for (std::size_t i = connections_.size(); i-- > 0;)
      connections_[i]->stop_running(StopReason::shutdown);
  }
  if (elapsed <= settings_.stop_timeout + give_up_time) return true;
  if (!counted_idle_) --busy_loops_;
  cut_off();
  context_->stop();
  return false;
}

/// The log says what the stop has cut off.
void Loop::cut_off() {
  std::array<std::size_t, 4> lost{};
  for (const auto& connection : connections_)
    ++lost[static_cast<std::size_t>(connection->cut_off())];
  const auto of = [&](CutOff what) { return std::to_string(lost[static_cast<std::size_t>(what)]); };
  Logger(settings_.log)
      .warning("the stop has cut off " + of(CutOff::function) + " running functions, " +
               of(CutOff::request) + " incomplete requests and " + of(CutOff::answer) +
               " answers that clients have not read");
}

}  // namespace vgen::server
