/// One event loop of a server in a thread of its own, with settings that no server has.
#pragma once

#include "runtime/src/server/loop.hpp"
#include "runtime/src/server/system_clock.hpp"

#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/testing/memory_log.hpp>

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
    const boost::asio::ip::tcp::endpoint address(boost::asio::ip::address_v4::loopback(), 0);
    loop_ = std::make_unique<vgen::server::Loop>(settings, address, false, busy_loops_);
    thread_ = std::thread([this] { loop_->run(); });
  }
  ~RunningLoop() { stop(); }
  RunningLoop(const RunningLoop&) = delete;
  RunningLoop& operator=(const RunningLoop&) = delete;

  [[nodiscard]] std::uint16_t port() const { return loop_->address().port(); }
  /// Stops gracefully.
  void stop() {
    if (!thread_.joinable()) return;
    loop_->post_stop();
    thread_.join();
  }

  vgen::testing::MemoryLog log;

 private:
  vgen::Dispatcher dispatcher_;
  vgen::server::SystemClock clock_;
  std::atomic<unsigned> busy_loops_ = 1;
  std::optional<vgen::server::ConnectionLimit> connections_;
  std::unique_ptr<vgen::server::Loop> loop_;
  std::thread thread_;
};

}  // namespace vgen_test
