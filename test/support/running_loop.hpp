/// One event loop of a server in a thread of its own, with settings that no server has.
#pragma once

#include "runtime/src/beast/beast_loops.hpp"
#include "runtime/src/server/epoll_loop.hpp"
#include "runtime/src/server/system_clock.hpp"
#include "test/support/server_kind.hpp"

#include <vgen/channel/memory_channel_store.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace vgen_test {

/// Listens at a free port of this machine from the start, and stops at the end.
class RunningLoop {
 public:
  /// What is missing in the settings is filled in.
  explicit RunningLoop(vgen::Api api, vgen::server::LoopSettings settings = {})
      : dispatcher_(std::move(api)) {
    settings.dispatcher = &dispatcher_;
    if (settings.stop_timeout.count() == 0) settings.stop_timeout = std::chrono::seconds(10);
    connections_.emplace(settings.limits.connections);
    settings.connections = &*connections_;
    if (settings.unsent == 0) settings.unsent = settings.limits.unsent_bytes;
    if (settings.clock == nullptr) settings.clock = &clock_;
    settings.log = &log;
    if (in_strict_mode()) settings.strict = &channel_store_;
    const boost::asio::ip::tcp::endpoint address(boost::asio::ip::address_v4::loopback(), 0);
    if (on_beast()) {
      run_beast(settings, address);
    } else {
      epoll_ = std::make_unique<vgen::server::EpollLoop>(settings, address, false, busy_loops_);
      port_ = epoll_->address().port();
      thread_ = std::thread([this] { epoll_->run(); });
    }
  }
  ~RunningLoop() { stop(); }
  RunningLoop(const RunningLoop&) = delete;
  RunningLoop& operator=(const RunningLoop&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Stops gracefully.
  void stop() {
    if (!thread_.joinable()) return;
    if (epoll_) epoll_->post_stop();
    if (beast_) beast_->begin_stop();
    thread_.join();
  }

  vgen::testing::MemoryLog log;

 private:
  void run_beast(const vgen::server::LoopSettings& settings,
                 const boost::asio::ip::tcp::endpoint& address) {
    context_ = std::make_unique<boost::asio::io_context>(1);
    beast_ =
        vgen::server::BeastLoops::make(nullptr, settings, busy_loops_, 1, context_->get_executor());
    port_ = beast_->listen(address, nullptr).port();
    beast_->when_ended([this](bool is_cut_off) {
      if (is_cut_off) context_->stop();
    });
    thread_ = std::thread([this] { context_->run(); });
  }

  vgen::MemoryChannelStore channel_store_;  ///< Of the strict mode.
  vgen::Dispatcher dispatcher_;
  vgen::server::SystemClock clock_;
  std::atomic<unsigned> busy_loops_ = 1;
  std::optional<vgen::server::ConnectionLimit> connections_;
  std::unique_ptr<vgen::server::EpollLoop> epoll_;
  std::shared_ptr<vgen::server::BeastLoops> beast_;
  std::unique_ptr<boost::asio::io_context> context_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace vgen_test
