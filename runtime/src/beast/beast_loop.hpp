/// One strand of a Beast host: a share of its connections.
#pragma once

#include "beast_socket.hpp"

#include "runtime/src/server/loop.hpp"

#include <vgen/beast/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace vgen::server {

class BeastLoops;

/// A connection that has no loop yet.
struct Arrival {
  std::unique_ptr<beast::detail::Transport> transport;
  std::string remote_address;
  std::string received;
};

/// Drives the connections of one strand of the program's executor. Ticks only while there is
/// something to check, so that the program's context may run out of work.
class BeastLoop final : public Loop {
 public:
  /// The group must outlive it.
  BeastLoop(BeastLoops& group, const LoopSettings& settings, std::atomic<unsigned>& busy_loops,
            const boost::asio::any_io_executor& executor);
  ~BeastLoop() override;

  [[nodiscard]] const boost::asio::any_io_executor& strand() const noexcept { return executor(); }
  /// Keeps the group alive while an operation of this loop runs.
  [[nodiscard]] std::shared_ptr<void> keep() const;

  /// Serves a connection that has its place. For any thread.
  void post_arrival(Arrival arrival);
  /// Calls the function on the strand.
  void post(std::function<void()> function) override;
  /// After each report of a socket.
  void after_work() {
    keep_limit();
    destroy_removed();
  }
  /// Destroys all sockets and the timer, when nobody runs the strand any more.
  void drop_sockets() noexcept;

  // The first loop of a group accepts for all of them; see `BeastLoops`.

  void find_place() { make_room(); }
  [[nodiscard]] bool refuse(const std::error_code& error) { return refused(error); }
  [[nodiscard]] bool stops() const noexcept { return stopping(); }
  /// Ticks from now on.
  void wake();
  /// The tasks run from now on, unless it stops already.
  void begin_schedules() {
    if (!is_ending()) start_schedules();
  }

 private:
  void accept() override;
  bool accept_waiting() override;
  void close_acceptor() noexcept override;
  void start_tick() override;
  void cancel_tick() override;
  void set_alarm(std::chrono::nanoseconds after) override;
  void cancel_alarm() override;
  void abandon() noexcept override { close_all(); }
  [[nodiscard]] bool expects_more() const noexcept override;
  void removed() override;

  void arrive(Arrival arrival);
  void tick_and_go_on();

  BeastLoops& group_;
  std::optional<boost::asio::steady_timer> timer_;
  std::optional<boost::asio::steady_timer> alarm_;
  std::atomic<unsigned> arriving_ = 0;
  bool ticking_ = false;
  bool done_ = false;
};

}  // namespace vgen::server
