#include "test/support/redis_server.hpp"
#include "test/unit/schedule/tick_lock_suite.hpp"
#include "test/unit/session/session_store_suite.hpp"

#include <vgen/core/error.hpp>
#include <vgen/redis/redis.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>

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
