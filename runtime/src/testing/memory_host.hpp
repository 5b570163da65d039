/// The environment of calls and channels without sockets.
#pragma once

#include <vgen/channel/live_channel.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/manual_clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <utility>
#include <vector>

namespace vgen::testing {

class ClientChannel;
class ClientStream;

/// One loop without a poller: handlers run when a test lets them.
class MemoryHost {
 public:
  MemoryHost(Apis apis, const ClientOptions& options)
      : stream_options(options.streams),
        dispatcher(prepared(std::move(apis), options.sessions)),
        executor_(context.get_executor()),
        limits_(options.websocket),
        own_clock_(options.clock == nullptr),
        clock_(options.clock != nullptr ? options.clock : &clock),
        calls({.clock = clock_, .log = options.log, .ids = &ids_, .executor = &executor_}),
        channels({.calls = &calls,
                  .limits = &limits_,
                  .now = &now_,
                  .log = options.log,
                  .ids = &ids_,
                  .executor = &executor_}) {
    refresh();
  }
  ~MemoryHost() { channels.fanouts.close(); }
  MemoryHost(const MemoryHost&) = delete;
  MemoryHost& operator=(const MemoryHost&) = delete;

  /// Runs what is ready: coroutines that may go on, messages of topics.
  void poll() {
    context.restart();
    context.poll();
  }
  /// Runs until the flag is set.
  void run_until(const bool& done) {
    context.restart();
    while (!done) context.run_one();
  }
  void refresh() { now_ = clock_->steady_now(); }
  [[nodiscard]] bool has_own_clock() const noexcept { return own_clock_; }

  [[nodiscard]] std::chrono::steady_clock::time_point now() const noexcept { return now_; }

  StreamOptions stream_options;
  Dispatcher dispatcher;
  ManualClock clock;
  boost::asio::io_context context{1};

 private:
  boost::asio::any_io_executor executor_;
  WebsocketLimits limits_;
  bool own_clock_;
  const Clock* clock_;
  RequestIds ids_{1};
  std::chrono::steady_clock::time_point now_;

 public:
  CallPool calls;
  ChannelHost channels;
  std::vector<ClientChannel*> open{};    ///< For the clock.
  std::vector<ClientStream*> streams{};  ///< The same.
};

}  // namespace vgen::testing
