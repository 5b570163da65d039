#include "beast_loops.hpp"

#include "context_keeper.hpp"

#include <vgen/beast/socket_transport.hpp>
#include <vgen/beast/stream_transport.hpp>
#include <vgen/dispatch/worker_pool.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/strand.hpp>

#include <stdexcept>
#include <utility>

namespace vgen::server {
namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

struct BeastLoops::Acceptor {
  tcp::acceptor socket;
  std::shared_ptr<asio::ssl::context> tls;
};

BeastLoops::BeastLoops(std::shared_ptr<void> environment, const asio::any_io_executor& executor)
    : environment_(std::move(environment)), executor_(executor) {}

BeastLoops::~BeastLoops() = default;

std::shared_ptr<BeastLoops> BeastLoops::make(std::shared_ptr<void> environment,
                                             const LoopSettings& settings,
                                             std::atomic<unsigned>& busy_loops, unsigned count,
                                             const asio::any_io_executor& executor) {
  const std::shared_ptr<BeastLoops> group(new BeastLoops(std::move(environment), executor));
  group->connections_ = settings.connections;
  group->workers_ = settings.workers;
  group->running_ = count;
  for (unsigned i = 0; i < count; ++i)
    group->loops_.push_back(std::make_unique<BeastLoop>(*group, settings, busy_loops, executor));
  // After the loops, whose executors need older services.
  asio::use_service<ContextKeeper>(executor.context()).hold(group);
  return group;
}

tcp::endpoint BeastLoops::listen(const tcp::endpoint& address,
                                 std::shared_ptr<asio::ssl::context> tls) {
  if (!accepts_ || listens_.exchange(true))
    throw std::logic_error("the host listens already, or has stopped");
  tcp::acceptor socket(executor_);
  socket.open(address.protocol());
#if !defined(_WIN32)  // There it would let two programs share the address.
  socket.set_option(asio::socket_base::reuse_address(true));
#endif
  socket.bind(address);
  socket.non_blocking(true);
  socket.listen(asio::socket_base::max_listen_connections);
  const tcp::endpoint bound = socket.local_endpoint();
  auto acceptor = std::make_unique<Acceptor>(std::move(socket), std::move(tls));
  asio::post(loops_.front()->strand(),
             [this, keep = shared_from_this(), acceptor = std::move(acceptor)]() mutable {
               if (!accepts_) return;
               acceptor_ = std::move(acceptor);
               accept();
               loops_.front()->wake();
             });
  return bound;
}

void BeastLoops::add_schedules(TickLock* lock) {
  BeastLoop& first = *loops_.front();
  first.add_schedules(lock);
  asio::post(first.strand(), [&first, keep = shared_from_this()] { first.begin_schedules(); });
}

void BeastLoops::use_tls(std::shared_ptr<asio::ssl::context> tls) {
  const std::lock_guard lock(mutex_);
  if (is_gone_ || ended_) return;
  asio::post(loops_.front()->strand(),
             [this, keep = shared_from_this(), tls = std::move(tls)]() mutable {
               if (acceptor_) acceptor_->tls = std::move(tls);
             });
}

void BeastLoops::accept() {
  if (!arrivals_.empty()) return retry_soon();
  if (acceptor_ && !accepting_) wait_to_accept();
}

void BeastLoops::wait_to_accept() {
  accepting_ = true;
  BeastLoop& first = *loops_.front();
  acceptor_->socket.async_wait(
      tcp::acceptor::wait_read,
      asio::bind_executor(first.strand(),
                          [this, &first, keep = shared_from_this()](const error_code& error) {
                            accepting_ = false;
                            if (error || !acceptor_) return;
                            if (accept_waiting()) accept();
                            first.after_work();
                          }));
}

/// A place becomes free only when the operations of a closed connection have ended, so this is
/// tried again.
void BeastLoops::retry_soon() {
  if (std::exchange(retries_, true)) return;
  loops_.front()->post([this] {
    retries_ = false;
    if (accept_waiting()) accept();
    loops_.front()->after_work();
  });
}

/// Gives each arrival its place and its loop. Returns false if one has to wait.
bool BeastLoops::place_arrivals() {
  while (!arrivals_.empty()) {
    if (!connections_->take()) {
      connections_->wait();
      if (!connections_->take()) {
        loops_.front()->find_place();
        loops_.front()->wake();
        return false;
      }
    }
    loops_[next_]->post_arrival(std::move(arrivals_.front()));
    arrivals_.pop_front();
    next_ = (next_ + 1) % loops_.size();
  }
  return true;
}

bool BeastLoops::accept_waiting() {
  for (;;) {
    if (!place_arrivals()) return false;
    if (!acceptor_) return true;
    tcp::socket socket(loops_[next_]->strand());
    tcp::endpoint peer;
    error_code error;
    error = acceptor_->socket.accept(socket, peer, error);
    if (!error) {
      accepted(std::move(socket), peer);
    } else if (error == asio::error::would_block || error == asio::error::try_again) {
      return true;
    } else if (error != asio::error::connection_aborted && error != asio::error::interrupted &&
               !loops_.front()->refuse(error)) {
      return false;
    }
  }
}

void BeastLoops::accepted(tcp::socket socket, const tcp::endpoint& peer) {
  using Secure = asio::ssl::stream<tcp::socket>;
  using beast::detail::SocketTransport;
  using beast::detail::StreamTransport;
  Arrival arrival{.remote_address = peer.address().to_string()};
  if (acceptor_->tls) {
    arrival.transport =
        std::make_unique<StreamTransport<Secure>>(Secure(std::move(socket), *acceptor_->tls));
  } else {
    arrival.transport = std::make_unique<SocketTransport<tcp::socket>>(std::move(socket));
  }
  ++open_;
  arrivals_.push_back(std::move(arrival));
}

void BeastLoops::close_acceptor() noexcept {
  acceptor_.reset();
  for (Arrival& arrival : std::exchange(arrivals_, {})) forget(arrival);
  accepts_ = false;
}

void BeastLoops::post_arrival(Arrival arrival) {
  const std::lock_guard lock(mutex_);
  if (is_gone_ || ended_) return;
  ++open_;
  asio::post(loops_.front()->strand(),
             [this, keep = shared_from_this(), arrival = std::move(arrival)]() mutable {
               take(std::move(arrival));
             });
}

void BeastLoops::take(Arrival arrival) {
  if (!accepts_) return forget(arrival);
  arrivals_.push_back(std::move(arrival));
  place_arrivals();
  loops_.front()->after_work();
}

void BeastLoops::begin_stop() {
  const std::lock_guard lock(mutex_);
  if (is_gone_ || std::exchange(stop_began_, true)) return;
  for (const auto& loop : loops_) loop->post_stop();
}

void BeastLoops::when_ended(std::function<void(bool)> function) {
  std::unique_lock lock(mutex_);
  if (is_gone_) {
    lock.unlock();  // the function may use the host
    return function(true);
  }
  if (!ended_) return at_end_.push_back(std::move(function));
  asio::post(executor_,
             [function = std::move(function), cut_off = is_cut_off_.load()] { function(cut_off); });
}

void BeastLoops::let_go() {
  let_go_ = true;
  {
    const std::lock_guard lock(mutex_);
    if (is_gone_) return;
    if (!ended_) {
      asio::post(loops_.front()->strand(), [this, keep = shared_from_this()] { end_if_unused(); });
      return;
    }
  }
  release_if_unused();
}

void BeastLoops::forget(Arrival& arrival) {
  arrival.transport->close();
  forget_one();
}

void BeastLoops::forget_one() {
  --open_;
  end_if_unused();
}

void BeastLoops::end_if_unused() {
  if (open_ != 0) return;
  if (let_go_ && !listens_) begin_stop();
  if (running_ == 0) release_if_unused();
}

void BeastLoops::loop_ended(bool is_cut_off) {
  if (is_cut_off) is_cut_off_ = true;
  if (--running_ == 0) end();
}

void BeastLoops::end() {
  std::vector<std::function<void(bool)>> functions;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    functions.swap(at_end_);
  }
  for (auto& function : functions) {
    asio::post(executor_, [function = std::move(function), cut_off = is_cut_off_.load()] {
      function(cut_off);
    });
  }
  release_if_unused();
}

/// The context keeps it while a handle does, because the handle may outlive the context. What still
/// refers to this afterwards is an operation that keeps it.
void BeastLoops::release_if_unused() {
  if (!let_go_ || (is_cut_off_ && open_ != 0)) return;
  asio::use_service<ContextKeeper>(executor_.context()).release(this);
}

void BeastLoops::drop_sockets() noexcept {
  {
    const std::lock_guard lock(mutex_);
    is_gone_ = true;
  }
  if (workers_ != nullptr) workers_->stop();  // they post to the loops
  acceptor_.reset();
  arrivals_.clear();
  for (const auto& loop : loops_) loop->drop_sockets();
}

void BeastLoops::drop_loops() noexcept {
  loops_.clear();
  executor_ = {};
}

}  // namespace vgen::server
