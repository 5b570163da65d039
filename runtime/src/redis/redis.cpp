#include <vgen/redis/redis.hpp>

#include "channels.hpp"
#include "hub.hpp"
#include "presence.hpp"
#include "store.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace vgen {
namespace {

namespace asio = boost::asio;
using redis::Connection;

redis::ConnectionSettings settings_of(const RedisOptions& options) {
  redis::ConnectionSettings settings{.address = redis::parse_url(options.url)};
  settings.connect = options.connect;
  settings.ping = options.ping;
  settings.waiting = options.waiting;
  settings.waiting_bytes = options.waiting_bytes;
  settings.log = options.log;
  return settings;
}

}  // namespace

class Redis::State {
 public:
  explicit State(RedisOptions options)
      : options_(std::move(options)),
        settings_(settings_of(options_)),
        work_(asio::make_work_guard(*context_)),
        thread_([this] { run(); }) {
    try {
      store_ = std::make_shared<redis::Store>(context_, settings_, options_.patience);
      require(store_->connection());
    } catch (...) {
      end();
      throw;
    }
    ticks_.emplace(store_, options_.tick_patience);
  }
  ~State() {
    const std::lock_guard lock(mutex_);
    std::uint64_t lost = 0;
    for (const auto& hub : hubs_) {
      (void)hub->connection().flush_all(options_.patience);
      hub->connection().close();
      lost += hub->unanswered();
    }
    store_->connection().close();
    if (lost != 0)
      Logger(options_.log)
          .error("Redis has not got the last " + std::to_string(lost) + " messages of topics");
    end();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::shared_ptr<EventHub> hub(std::string_view name) {
    auto made = std::make_shared<redis::RedisHub>(context_, settings_, name);
    {
      const std::lock_guard lock(mutex_);
      hubs_.push_back(made);
    }
    require(made->connection());
    return made;
  }
  std::shared_ptr<SessionStore> sessions() {
    return std::make_shared<redis::RedisSessions>(store_);
  }
  std::shared_ptr<PresenceStore> presence(std::string_view name) {
    return std::make_shared<redis::RedisPresence>(store_, name);
  }
  std::shared_ptr<ChannelStore> channels() {
    return std::make_shared<redis::RedisChannels>(store_);
  }
  TickLock& ticks() noexcept { return *ticks_; }

  std::string fault() const {
    const std::lock_guard lock(mutex_);
    std::string fault = store_->connection().fault();
    for (const auto& hub : hubs_) {
      if (fault.empty()) fault = hub->connection().fault();
    }
    return fault;
  }
  bool flush(std::chrono::milliseconds patience) {
    const std::lock_guard lock(mutex_);
    return std::ranges::all_of(
        hubs_, [&](const auto& hub) { return hub->connection().flush_all(patience); });
  }
  Figures figures() const {
    Figures figures{.is_reached = fault().empty()};
    const std::lock_guard lock(mutex_);
    const auto add = [&](const Connection& connection) {
      figures.losses += connection.losses();
      figures.waiting += connection.waiting();
    };
    add(store_->connection());
    for (const auto& hub : hubs_) {
      add(hub->connection());
      figures.dropped += hub->dropped();
    }
    return figures;
  }

 private:
  void run() {
    for (;;) {
      try {
        context_->run();
        return;
      } catch (const std::exception& error) {  // no memory
        Logger(options_.log).error(error.what());
      }
    }
  }
  void end() {
    context_->stop();
    thread_.join();
  }
  static void require(Connection& connection) {
    const std::string fault = connection.wait_for_first();
    if (!fault.empty()) throw std::runtime_error(connection.fault());
  }

  const RedisOptions options_;
  const redis::ConnectionSettings settings_;
  const std::shared_ptr<asio::io_context> context_ = std::make_shared<asio::io_context>(1);
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::thread thread_;
  std::shared_ptr<redis::Store> store_;
  std::optional<redis::RedisTicks> ticks_;
  mutable std::mutex mutex_;  ///< Guards the following.
  std::vector<std::shared_ptr<redis::RedisHub>> hubs_;
};

Redis::Redis(RedisOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Redis::~Redis() = default;

std::shared_ptr<EventHub> Redis::hub(std::string_view name) {
  return state_->hub(name);
}
std::shared_ptr<SessionStore> Redis::sessions() {
  return state_->sessions();
}
std::shared_ptr<PresenceStore> Redis::presence(std::string_view name) {
  return state_->presence(name);
}
std::shared_ptr<ChannelStore> Redis::channels() {
  return state_->channels();
}
TickLock& Redis::ticks() noexcept {
  return state_->ticks();
}
std::string Redis::fault() const {
  return state_->fault();
}
bool Redis::flush(std::chrono::milliseconds patience) {
  return state_->flush(patience);
}
Redis::Figures Redis::figures() const {
  return state_->figures();
}

}  // namespace vgen
