/// A connection to Redis that comes back by itself.
#pragma once

#include "address.hpp"
#include "resp.hpp"

#include <vgen/core/log.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::redis {

/// The times of a connection, and how much may wait in it.
struct ConnectionSettings {
  Address address{};
  std::chrono::milliseconds connect{3'000};  ///< For connecting and signing in, each.
  std::chrono::milliseconds ping{5'000};     ///< A server that sends nothing for two of them is
                                             ///< lost.
  std::chrono::milliseconds first_wait{50};  ///< Before it is tried again; doubles,
  std::chrono::milliseconds longest_wait{1'000};              ///< up to this.
  std::size_t waiting = 100'000;                              ///< Commands without an answer,
  std::size_t waiting_bytes = std::size_t{64} * 1024 * 1024;  ///< and their bytes.
  std::span<const std::string_view> scripts{};                ///< Loaded before anything else.
  LogSink* log = nullptr;
};

/// Commands go out in order, without waiting for the answers of those before. All handlers and
/// events run on the thread of the context. After a loss it connects again, for ever.
///
/// Any thread may send. It must outlive the runs of the context.
class Connection {
 public:
  /// Gets the answer; null if the connection was lost before, so that nobody knows whether the
  /// command has had an effect.
  using Handler = std::function<void(const Reply* reply)>;

  /// What happens to a command when the connection is lost.
  enum class Sending : unsigned char {
    once,      ///< It waits for the next connection, unless it was sent already.
    repeated,  ///< It is sent again until it has an answer. Redis must notice the repetition.
    bound,     ///< It ends with its connection.
    present,   ///< It ends with the present connection, and `send` throws if there is none.
  };

  struct Command {
    std::string bytes{};
    Handler handler{};  ///< None for commands without an answer, such as SUBSCRIBE.
    Sending sending = Sending::once;
    std::uint64_t connection = 0;  ///< The one that it is bound to.
    std::size_t counted = 0;       ///< Its bytes, in what waits. For the connection itself.
  };

  /// Called on the thread of the context.
  class Events {
   public:
    /// The connection is ready. What is put into `first` goes out before all that waits.
    virtual void connected(std::uint64_t connection, std::vector<Command>& first) = 0;
    virtual void lost() = 0;
    virtual void pushed(const Reply& push) = 0;

   protected:
    Events() = default;
    ~Events() = default;
    Events(const Events&) = default;
    Events& operator=(const Events&) = default;
  };

  /// `events` may be null.
  Connection(boost::asio::io_context& context, ConnectionSettings settings, Events* events);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Begins to connect. Before the context runs.
  void start();
  /// Waits for the first attempt to connect. Returns why it has failed; empty if it has not.
  [[nodiscard]] std::string wait_for_first();
  /// Throws `vgen::Error` (unavailable) if too much waits, after `close`, or if the command needs
  /// a connection that is not there.
  void send(Command command);
  /// Why Redis cannot be used now; empty if it can.
  [[nodiscard]] std::string fault() const;
  [[nodiscard]] bool is_up() const noexcept { return is_up_.load(std::memory_order_acquire); }
  /// Waits until it can be used. Returns false if that is not so until `end`.
  [[nodiscard]] bool wait_until_up(std::chrono::steady_clock::time_point end);
  /// The number of times that it was lost.
  [[nodiscard]] std::uint64_t losses() const noexcept { return losses_.load(); }
  /// The number of commands without an answer.
  [[nodiscard]] std::size_t waiting() const;
  /// The name by which Redis knows a script, for EVALSHA. After the first connection.
  [[nodiscard]] const std::string& script(std::size_t index) const { return scripts_[index]; }
  /// Gives the connection up, and makes a new one.
  void reset(std::string reason);
  /// Waits until all commands have their answers, and all that Redis had sent before them was
  /// handled. Returns false after this time.
  [[nodiscard]] bool flush_all(std::chrono::milliseconds patience);
  /// No more commands.
  void close();

 private:
  using Error = boost::system::error_code;
  using Duration = std::chrono::steady_clock::duration;

  void begin();
  void sign_in();
  void established();
  void fail(const std::string& reason);
  void set_deadline(Duration time, std::function<void()> late);
  void keep_alive();
  void read();
  [[nodiscard]] bool received(std::string_view bytes);
  void take(const Reply& reply);
  void send_waiting();
  void write();
  void put(Command command);
  void settled(const Command& command);
  void give_up(const Command& command);
  [[nodiscard]] Duration next_wait();
  [[nodiscard]] std::string name() const { return "Redis at " + settings_.address.text(); }
  [[nodiscard]] Logger log() const { return Logger(settings_.log); }

  boost::asio::io_context& context_;
  const ConnectionSettings settings_;
  Events* events_;

  // On the thread of the context.
  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  boost::asio::steady_timer pause_;
  boost::asio::steady_timer alive_;
  std::uint64_t attempt_ = 0;
  unsigned silent_ = 0;       ///< Turns of `keep_alive` in which nothing has come.
  std::deque<Command> sent_;  ///< Without an answer.
  std::string output_;        ///< Not written yet.
  bool is_writing_ = false;
  std::array<char, std::size_t{64} * 1024> input_{};
  ReplyReader reader_;
  Duration wait_{};
  std::minstd_rand random_{std::random_device{}()};
  bool was_up_ = false;
  std::vector<std::string> scripts_;  ///< Does not change after the first connection.

  std::atomic<bool> is_up_ = false;
  std::atomic<std::uint64_t> losses_ = 0;

  mutable std::mutex mutex_;  ///< Guards the following.
  std::condition_variable changed_;
  std::deque<Command> waiting_;
  std::size_t unsettled_ = 0;  ///< Commands that wait or have no answer,
  std::size_t unsettled_bytes_ = 0;
  std::string fault_ = "it is not connected yet";
  bool first_is_over_ = false;
  bool is_flushing_ = false;
  bool is_closed_ = false;
};

}  // namespace vgen::redis
