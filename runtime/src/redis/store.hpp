/// Sessions and ticks in Redis.
#pragma once

#include "connection.hpp"

#include <vgen/schedule/tick_lock.hpp>
#include <vgen/session/options.hpp>

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::redis {

/// A connection for questions that wait for their answers. Not for the thread of the context.
class Store {
 public:
  Store(std::shared_ptr<boost::asio::io_context> context, ConnectionSettings settings,
        std::chrono::milliseconds patience);

  /// Throws `vgen::Error` (unavailable) if Redis cannot be reached or does not answer in time, and
  /// `std::runtime_error` if the answer is an error.
  [[nodiscard]] Reply ask(std::string command);
  [[nodiscard]] Connection& connection() noexcept { return connection_; }
  /// "vgen:0:NAME"
  [[nodiscard]] std::string key(std::string_view name) const;

 private:
  const std::shared_ptr<boost::asio::io_context> context_;
  const Address address_;
  const std::chrono::milliseconds patience_;
  Connection connection_;
};

/// A key for each session. Its value has the end of the session before the JSON, because the clock
/// of Redis may be another one; Redis removes it one minute later.
class RedisSessions final : public SessionStore {
 public:
  explicit RedisSessions(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  void put(std::string_view id, std::string_view session, Time expires) override;
  [[nodiscard]] std::optional<std::string> get(std::string_view id, Time now) override;
  void remove(std::string_view id) override;

 private:
  [[nodiscard]] std::string key(std::string_view id) const;

  std::shared_ptr<Store> store_;
};

/// A key for each tick, which Redis keeps for an hour, and the last tick of each task for ever.
class RedisTicks final : public TickLock {
 public:
  /// `patience`: while Redis cannot be reached.
  RedisTicks(std::shared_ptr<Store> store, std::chrono::milliseconds patience);

  [[nodiscard]] bool claim(std::string_view task, std::chrono::sys_seconds instant) override;
  [[nodiscard]] bool remembers() const noexcept override { return true; }
  [[nodiscard]] std::chrono::sys_seconds last(std::string_view task,
                                              std::chrono::sys_seconds now) override;

 private:
  [[nodiscard]] Reply ask_patiently(const std::string& command);

  std::shared_ptr<Store> store_;
  const std::chrono::milliseconds patience_;
  const std::string owner_;  ///< A random name of this process.
  std::atomic<std::uint64_t> claims_ = 0;
};

}  // namespace vgen::redis
