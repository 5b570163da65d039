/// The strands of a Beast host, and how they come to their connections.
#pragma once

#include "beast_loop.hpp"

#include "runtime/src/server/loop.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace vgen::server {

/// Lives until it has ended, or until the execution context is destroyed. Its operations refer to
/// it, and the context keeps it until all coroutines of the context are destroyed: they refer to
/// calls.
class BeastLoops : public std::enable_shared_from_this<BeastLoops> {
 public:
  using tcp = boost::asio::ip::tcp;

  /// `environment`: what the settings refer to, if it has to live as long. `count`: the number of
  /// strands.
  static std::shared_ptr<BeastLoops> make(std::shared_ptr<void> environment,
                                          const LoopSettings& settings,
                                          std::atomic<unsigned>& busy_loops, unsigned count,
                                          const boost::asio::any_io_executor& executor);
  ~BeastLoops();
  BeastLoops(const BeastLoops&) = delete;
  BeastLoops& operator=(const BeastLoops&) = delete;

  /// Listens, and returns the address. `tls`: null for none. Throws `boost::system::system_error`,
  /// and `std::logic_error` if it does already.
  tcp::endpoint listen(const tcp::endpoint& address,
                       std::shared_ptr<boost::asio::ssl::context> tls);
  /// The first loop runs the tasks of all APIs. Once. Throws like `Scheduler`.
  void add_schedules(TickLock* lock);
  /// What new connections use from now on. For any thread.
  void use_tls(std::shared_ptr<boost::asio::ssl::context> tls);
  /// Serves a connection. For any thread.
  void post_arrival(Arrival arrival);
  /// Stops gracefully. For any thread.
  void begin_stop();
  /// Calls the function on the executor at the end; `is_cut_off`: something still runs. For any
  /// thread.
  void when_ended(std::function<void(bool is_cut_off)> function);
  /// From now on it ends by itself if it neither listens nor has a connection. For any thread.
  void let_go();
  // When the execution context is destroyed.

  /// Before its operations and coroutines are.
  void drop_sockets() noexcept;
  /// After them.
  void drop_loops() noexcept;

  // For the loops.

  [[nodiscard]] bool is_first(const BeastLoop& loop) const noexcept {
    return &loop == loops_.front().get();
  }
  void accept();
  bool accept_waiting();
  void close_acceptor() noexcept;
  /// Whether connections may still arrive.
  [[nodiscard]] bool accepts() const noexcept { return accepts_; }
  [[nodiscard]] bool needs_tick(const BeastLoop& loop) const noexcept {
    return is_first(loop) && (acceptor_ || !arrivals_.empty());
  }
  void loop_ended(bool is_cut_off);
  /// The connection will not be served.
  void forget(Arrival& arrival);
  /// A connection is gone.
  void forget_one();

 private:
  struct Acceptor;

  BeastLoops(std::shared_ptr<void> environment, const boost::asio::any_io_executor& executor);
  void wait_to_accept();
  bool place_arrivals();
  void retry_soon();
  void take(Arrival arrival);
  void accepted(tcp::socket socket, const tcp::endpoint& peer);
  void end_if_unused();
  void end();
  void release_if_unused();

  const std::shared_ptr<void> environment_;
  boost::asio::any_io_executor executor_;
  ConnectionLimit* connections_ = nullptr;
  WorkerPool* workers_ = nullptr;
  std::vector<std::unique_ptr<BeastLoop>> loops_;

  // Of the strand of the first loop.

  std::unique_ptr<Acceptor> acceptor_;
  std::deque<Arrival> arrivals_;  ///< Those that wait for a place.
  std::size_t next_ = 0;          ///< The loop of the next arrival.
  bool accepting_ = false;
  bool retries_ = false;  ///< An attempt to find places for the arrivals is under way.

  std::atomic<bool> accepts_ = true;
  std::atomic<bool> listens_ = false;
  std::atomic<bool> let_go_ = false;
  std::atomic<unsigned> running_ = 0;  ///< Loops that have not ended.
  std::atomic<std::size_t> open_ = 0;  ///< Connections, from their arrival to their end.
  std::atomic<bool> is_cut_off_ = false;

  std::mutex mutex_;  ///< Guards the following.
  bool stop_began_ = false;
  bool ended_ = false;
  bool is_gone_ = false;  ///< The execution context is destroyed.
  std::vector<std::function<void(bool)>> at_end_;
};

}  // namespace vgen::server
