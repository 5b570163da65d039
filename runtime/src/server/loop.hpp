/// One event loop: a share of the connections of a server, and what they have in common.
#pragma once

#include "connection.hpp"
#include "connection_limit.hpp"
#include "event_facts.hpp"
#include "protocol_host.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/core/timer_queue.hpp>
#include <vgen/schedule/scheduler.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
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
  UploadOptions uploads{};
  std::size_t compress_from = SIZE_MAX;           ///< See `ProtocolHost`.
  const ProblemWriter* problem_writer = nullptr;  ///< Null for the usual form.
  std::chrono::milliseconds drain{};              ///< See `ServerOptions::drain`.
  std::chrono::milliseconds stop_timeout{};
  ConnectionLimit* connections = nullptr;
  const AllowedOrigins* origins = nullptr;  ///< Null for none. See `ServerOptions`.
  const AllowedHosts* hosts = nullptr;      ///< Null if every host is allowed.
  std::string headers{};                    ///< Lines that every answer has. See `ServerOptions`.
  std::size_t unsent = 0;                   ///< The limit of this loop alone, in bytes.
  const Clock* clock = nullptr;
  int listener = -1;  ///< A socket that listens already; the loop uses a copy. -1 for none.
  LogSink* log = nullptr;
  WorkerPool* workers = nullptr;         ///< Null if no function blocks.
  const Perimeter* perimeter = nullptr;  ///< Null if nothing surrounds the requests.
  Metrics* metrics = nullptr;            ///< Null if nobody reads them.
  const EventFacts* event = nullptr;     ///< Null on a host with connections. See `ProtocolHost`.
  ChannelStore* strict = nullptr;        ///< Null without the strict mode. See `ChannelHost`.
  MakeProtocol make_protocol = make_http;
};

/// Drives its connections, whatever moves their bytes. Belongs to one thread, or to one strand.
/// Only `post_…` may be called from elsewhere.
class Loop : public Accepting {
 public:
  /// `busy_loops`: the number of loops that have not ended their work, of all that stop together.
  Loop(const LoopSettings& settings, std::atomic<unsigned>& busy_loops);
  virtual ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// This loop runs the tasks of all APIs, from `start_schedules` on. Throws like `Scheduler`.
  void add_schedules(TickLock* lock);
  void start_schedules();
  /// Stops gracefully.
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

 protected:
  /// The executor of the thread or strand. Before anything else.
  void set_executor(boost::asio::any_io_executor executor) { executor_ = std::move(executor); }
  [[nodiscard]] const boost::asio::any_io_executor& executor() const noexcept { return executor_; }

  // What differs: how the loop waits and accepts.

  /// Waits for a connection, if it does not do so yet.
  virtual void accept() = 0;
  /// Accepts all connections that the system already has. Returns false if one has to wait, because
  /// the limit is reached or there are no more file descriptors.
  virtual bool accept_waiting() = 0;
  virtual void close_acceptor() noexcept = 0;
  /// Calls `tick` after `tick_time`.
  virtual void start_tick() = 0;
  virtual void cancel_tick() = 0;
  /// Calls `run_timers` after this time, instead of an earlier call for it.
  virtual void set_alarm(std::chrono::nanoseconds after) = 0;
  virtual void cancel_alarm() = 0;
  /// The stop has taken too long: what still runs is left alone.
  virtual void abandon() noexcept = 0;
  /// Calls the function soon, on the thread of the loop.
  virtual void post(std::function<void()> function) = 0;
  /// A connection was removed from the list.
  virtual void removed() {}
  /// Whether connections are on their way to it, so that it cannot end yet.
  [[nodiscard]] virtual bool expects_more() const noexcept { return false; }

  /// Adds a connection with its protocol.
  void add(std::unique_ptr<Connection> connection, std::string remote_address);
  void destroy_removed() noexcept;
  /// Closes connections if too much output waits.
  void keep_limit() {
    if (unsent_ > settings_.unsent) relieve();
  }
  /// At the limit, an idle connection is closed for a new one. Returns false if the new one has to
  /// wait.
  bool make_room();
  /// The system refuses a connection. Returns whether it is worth to try again at once.
  bool refused(const std::error_code& error);
  /// Returns false when the loop has stopped.
  bool tick();
  void refresh_time();
  [[nodiscard]] std::chrono::milliseconds tick_time() const noexcept;
  [[nodiscard]] bool has_paused(std::chrono::steady_clock::time_point last_tick) noexcept;
  /// Runs what is due.
  void run_timers();
  [[nodiscard]] std::size_t running_tasks() const noexcept;
  /// Whether there is a task of this name. Like the next two, only after `add_schedules`.
  [[nodiscard]] bool has_task(std::string_view name) const noexcept;
  /// Runs a task that exists, whatever its schedule. `ended` is called once, also at once.
  void run_task(std::string_view name, std::chrono::system_clock::time_point scheduled_at,
                Scheduler::Ended ended);
  /// Asks the tasks that run to end.
  void stop_tasks(StopReason reason) noexcept;
  /// Sets no alarm from now on. Before the derived loop is destroyed.
  void end_timers() { timers_.on_change({}); }
  [[nodiscard]] LoopSettings& settings() noexcept { return settings_; }
  [[nodiscard]] bool stopping() const noexcept { return stopping_; }
  /// Whether it has begun to stop, or drains.
  [[nodiscard]] bool is_ending() const noexcept { return draining_ || stopping_; }
  [[nodiscard]] std::span<const std::unique_ptr<Connection>> connections() const noexcept {
    return connections_;
  }
  void close_all();
  void close_fanouts() noexcept { protocol_host_.channels.fanouts.close(); }

 private:
  void relieve();
  void log_relieved();
  bool close_longest_idle();
  void warn(std::chrono::steady_clock::time_point& last, std::string_view message);
  void begin_drain();
  void begin_stop();
  void cut_off();
  /// Returns false when all is done.
  bool check_stop();
  void close_in_parts() noexcept;
  void let_close() noexcept;
  void close_idle();
  void count_connections() noexcept;
  [[nodiscard]] bool any_busy() const noexcept;
  void wait_for_timers();

  LoopSettings settings_;
  std::atomic<unsigned>& busy_loops_;
  boost::asio::any_io_executor executor_;
  RequestIds ids_;
  FixedFields fields_;
  std::int64_t date_second_ = 0;
  std::chrono::steady_clock::time_point now_;
  bool pardoned_ = false;                 ///< The last tick has judged no times.
  std::shared_ptr<LoopMetrics> metrics_;  ///< Null if nobody reads them.
  ProtocolHost protocol_host_;
  TimerQueue timers_;
  std::unique_ptr<Scheduler> scheduler_;  ///< Null if another loop runs the tasks.
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
  bool draining_ = false;
  bool stopping_ = false;
  bool counted_idle_ = false;
  bool told_to_give_up_ = false;
  std::chrono::steady_clock::time_point stop_began_;
  std::chrono::steady_clock::time_point last_close_part_;
  std::size_t close_part_ = 0;  ///< The websockets that may close at a time.
};

}  // namespace vgen::server
