#include "test/support/redis_server.hpp"
#include "test/unit/channel/channel_store_suite.hpp"
#include "test/unit/pubsub/presence_suite.hpp"
#include "test/unit/schedule/tick_lock_suite.hpp"
#include "test/unit/session/session_store_suite.hpp"

#include <vgen/core/error.hpp>
#include <vgen/redis/redis.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using vgen_test::RedisServer;
using namespace std::chrono_literals;

TEST_CASE("redis sessions: the store does what every store must", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  vgen::Redis redis({.url = server.url() + "/3?prefix=shop"});
  vgen_test::check_session_store(*redis.sessions());
}

TEST_CASE("redis sessions: without Redis, or if it is silent, there is an error", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  vgen::Redis redis({.url = server.url(), .patience = 100ms});
  const auto sessions = redis.sessions();
  const auto now = std::chrono::system_clock::now();
  sessions->put("a", "{}", now + 1h);
  server.signal(SIGSTOP);
  CHECK_THROWS_AS(sessions->get("a", now), vgen::Error);
  server.signal(SIGCONT);
  (void)redis.ticks().last("x", {});  // waits until it is there again
  CHECK(sessions->get("a", now) == "{}");
  server.kill();
  CHECK_THROWS_AS(sessions->put("b", "{}", now + 1h), vgen::Error);
}

namespace {

/// Hides which store it is.
class Borrowed final : public vgen::PresenceStore {
 public:
  explicit Borrowed(std::shared_ptr<vgen::PresenceStore> store) : store_(std::move(store)) {}

  [[nodiscard]] vgen::PresenceCapabilities capabilities() const noexcept override {
    return store_->capabilities();
  }
  void set(std::string_view topic, const vgen::PresentMember& member,
           std::chrono::milliseconds lifetime, std::function<void(bool)> done) override {
    store_->set(topic, member, lifetime, std::move(done));
  }
  void remove(std::string_view topic, std::string_view id,
              std::function<void(bool)> done) override {
    store_->remove(topic, id, std::move(done));
  }
  void present(std::string_view topic,
               std::function<void(std::vector<vgen::PresentMember>)> done) override {
    store_->present(topic, std::move(done));
  }
  void expire(std::function<void(std::vector<vgen::ExpiredMember>)> done) override {
    store_->expire(std::move(done));
  }

 private:
  std::shared_ptr<vgen::PresenceStore> store_;
};

}  // namespace

TEST_CASE("redis presence: the store does what every store must", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  vgen::Redis redis({.url = server.url() + "/2?prefix=shop"});
  vgen_test::check_presence_store(
      [&] { return std::make_unique<Borrowed>(redis.presence("news")); },
      [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); });
}

TEST_CASE("redis presence: processes share it, APIs do not", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  vgen::Redis one({.url = server.url()});
  vgen::Redis two({.url = server.url()});
  const auto is_new = [](vgen::PresenceStore& store, const std::string& id) {
    std::promise<bool> answer;
    store.set("rooms/a", {.id = id, .data = "{}"}, 60s,
              [&](bool value) { answer.set_value(value); });
    return answer.get_future().get();
  };
  const auto members = [](vgen::PresenceStore& store) {
    std::promise<std::size_t> answer;
    store.present("rooms/a", [&](const auto& all) { answer.set_value(all.size()); });
    return answer.get_future().get();
  };
  const auto first = one.presence("news");
  const auto second = two.presence("news");
  const auto other = two.presence("shop");
  CHECK(first->capabilities().several_nodes);
  CHECK(is_new(*first, "a"));
  CHECK_FALSE(is_new(*second, "a"));
  CHECK(is_new(*second, "b"));
  CHECK(members(*first) == 2);
  CHECK(members(*other) == 0);
  server.kill();
  // At once or when the loss is noticed, but always.
  CHECK_FALSE(is_new(*first, "c"));
  CHECK(members(*first) == 0);
}

TEST_CASE("redis ticks: the lock does what every lock must", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  vgen::Redis one({.url = server.url()});
  vgen::Redis two({.url = server.url()});
  vgen_test::check_tick_lock(one.ticks(), two.ticks());
}

TEST_CASE("redis ticks: a claim waits for Redis, but not for ever", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  vgen::Redis redis({.url = server.url(), .tick_patience = 10s});
  vgen::Redis hasty({.url = server.url(), .tick_patience = 50ms});
  server.kill();
  CHECK_THROWS_AS(hasty.ticks().claim("purge", {}), vgen::Error);
  std::thread back([&] { server.start(); });
  CHECK(redis.ticks().claim("purge", {}));
  back.join();
}

TEST_CASE("redis channels: the store does what every store must", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  vgen::Redis one({.url = server.url() + "/2?prefix=shop"});
  vgen::Redis two({.url = server.url() + "/2?prefix=shop"});
  vgen_test::check_channel_store(*one.channels(), *two.channels());
}

TEST_CASE("redis channels: without Redis, or if it is silent, there is an error", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  vgen::Redis redis({.url = server.url(), .patience = 100ms});
  const auto channels = redis.channels();
  const auto now = std::chrono::system_clock::now();
  const vgen::ChannelRecord record{.id = "a", .expires = now + 1h};
  CHECK(channels->create(record, now));
  server.signal(SIGSTOP);
  CHECK_THROWS_AS(channels->load("a", now), vgen::Error);
  server.signal(SIGCONT);
  (void)redis.ticks().last("x", {});  // waits until it is there again
  CHECK(channels->load("a", now).has_value());
  server.kill();
  CHECK_THROWS_AS(channels->update(record, now), vgen::Error);
}
