// Hubs of several processes: each `Redis` is what a process has.
#include "test/support/redis_server.hpp"
#include "test/unit/pubsub/event_hub_suite.hpp"
#include "test/unit/redis/inbox.hpp"

#include <vgen/core/error.hpp>
#include <vgen/redis/redis.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using vgen_test::Inbox;
using vgen_test::RedisServer;
using Notes = vgen_test::Inbox::Notes;
using namespace std::chrono_literals;

namespace {

constexpr vgen::TopicSettings plain{};
constexpr vgen::TopicSettings four{.history = 4};
constexpr vgen::TopicSettings thousands{.history = 5'000};

/// A process with a hub.
struct Node {
  explicit Node(const RedisServer& server, vgen::RedisOptions options = {})
      : redis([&] {
          options.url = server.url();
          return std::move(options);
        }()),
        hub(redis.hub("news")) {}

  void subscribe(Inbox& inbox, std::string_view topic, vgen::TopicSettings settings,
                 std::optional<vgen::TopicPosition> resume = std::nullopt) {
    hub->subscribe(inbox, topic, settings, resume, 1);
  }

  vgen::Redis redis;
  std::shared_ptr<vgen::EventHub> hub;
};

Notes numbers(int from, int to) {
  Notes notes;
  for (int i = from; i <= to; ++i) notes.push_back(std::to_string(i));
  return notes;
}

Notes joined(Notes first, const Notes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

TEST_CASE("redis hub: it does what every hub must", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  vgen::Redis redis({.url = server.url()});
  int made = 0;
  vgen_test::check_event_hub([&] { return redis.hub("news" + std::to_string(++made)); },
                             [&] { REQUIRE(redis.flush(10s)); });
}

TEST_CASE("redis hub: all nodes get all messages once, in one order", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  Node a(server);
  Node b(server);
  for (const vgen::TopicSettings settings : {plain, four}) {
    Inbox at_a;
    Inbox at_b;
    a.subscribe(at_a, "rooms/x", settings);
    b.subscribe(at_b, "rooms/x", settings);
    CHECK(at_a.wait_for(1) == Notes{"subscribed @0"});
    CHECK(at_b.wait_for(1) == Notes{"subscribed @0"});
    std::thread other([&] {
      for (int i = 0; i < 200; ++i)
        b.hub->publish("rooms/x", settings, std::to_string(1'000 + i), {});
    });
    for (int i = 0; i < 200; ++i) a.hub->publish("rooms/x", settings, std::to_string(i), {});
    other.join();
    const Notes got = at_a.wait_for(401);
    CHECK(got.size() == 401);
    CHECK(at_b.wait_for(401) == got);
    Notes of_a;
    for (const std::string& note : got) {
      if (note.size() < 4) of_a.push_back(note);
    }
    CHECK(of_a == numbers(0, 199));
    a.hub->unsubscribe(at_a, "rooms/x");
    b.hub->unsubscribe(at_b, "rooms/x");
    server.ask({"FLUSHALL"});
  }
}

TEST_CASE("redis hub: a subscriber resumes on another node", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  Node a(server);
  Inbox before;
  a.subscribe(before, "rooms/x", four);
  for (int i = 1; i <= 3; ++i) a.hub->publish("rooms/x", four, std::to_string(i), {});
  CHECK(before.wait_for("3") == joined({"subscribed @0"}, numbers(1, 3)));
  const vgen::TopicPosition seen = before.at();
  a.hub->unsubscribe(before, "rooms/x");
  for (int i = 4; i <= 6; ++i) a.hub->publish("rooms/x", four, std::to_string(i), {});
  REQUIRE(a.redis.flush(10s));

  Node b(server);
  Inbox after;
  b.subscribe(after, "rooms/x", four, seen);
  b.hub->publish("rooms/x", four, "7", {});
  CHECK(after.wait_for("7") == joined({"subscribed @3"}, numbers(4, 7)));
  Inbox late;
  b.subscribe(late, "rooms/x", four, vgen::TopicPosition{.epoch = seen.epoch, .offset = 1});
  CHECK(late.wait_for(5) == joined({"subscribed @3 lost 2-3"}, numbers(4, 7)));
  b.hub->unsubscribe(after, "rooms/x");
  b.hub->unsubscribe(late, "rooms/x");
}

TEST_CASE("redis hub: the latest message comes at once on every node", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  constexpr vgen::TopicSettings latest{.replay_last = true};
  Node a(server);
  a.hub->publish("headlines", latest, "1", {});
  a.hub->publish("headlines", latest, "2", {});
  REQUIRE(a.redis.flush(10s));
  Node b(server);
  Inbox inbox;
  b.subscribe(inbox, "headlines", latest);
  CHECK(inbox.wait_for(2) == Notes{"subscribed @1", "2"});
  a.hub->publish("headlines", latest, "3", {});
  CHECK(inbox.wait_for("3") == Notes{"subscribed @1", "2", "3"});
  b.hub->unsubscribe(inbox, "headlines");
}

TEST_CASE("redis hub: commands reach all nodes, also one that was cut off", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  Node a(server);
  Node b(server);
  Inbox inbox;
  b.subscribe(inbox, "rooms/x", four);
  CHECK(inbox.wait_for(1) == Notes{"subscribed @0"});
  auto ban = std::make_shared<vgen::Publication>();
  ban->kind = vgen::Publication::Kind::unsubscribe;
  ban->topic = "rooms/x";
  ban->channel = "id of ada";
  a.hub->tell(ban);
  CHECK(inbox.wait_for("unsubscribe id of ada") == Notes{"subscribed @0", "unsubscribe id of ada"});

  // Redis has the command when b comes back: a sends it in the same moment.
  const std::uint64_t losses = b.redis.figures().losses;
  server.ask({"CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes"});
  auto close = std::make_shared<vgen::Publication>();
  close->kind = vgen::Publication::Kind::close;
  close->topic = "rooms/x";
  a.hub->tell(close);
  const Notes got = inbox.wait_for("close");
  CHECK(got == Notes{"subscribed @0", "unsubscribe id of ada", "close"});
  CHECK(b.redis.figures().losses >= losses);
  b.hub->unsubscribe(inbox, "rooms/x");
}

TEST_CASE("redis hub: Redis is killed and restarted with its file: 0 lost, 0 twice", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server({"--appendonly", "yes", "--appendfsync", "everysec"});
  Node a(server);
  Node b(server);
  Inbox at_a;
  Inbox at_b;
  a.subscribe(at_a, "rooms/x", thousands);
  b.subscribe(at_b, "rooms/x", thousands);
  REQUIRE(at_a.wait_for(1).size() == 1);
  REQUIRE(at_b.wait_for(1).size() == 1);
  constexpr int count = 3'000;
  std::thread publisher([&] {
    for (int i = 1; i <= count; ++i) {
      a.hub->publish("rooms/x", thousands, std::to_string(i), {});
      if (i % 10 == 0) std::this_thread::yield();
    }
  });
  (void)at_b.wait_for(std::size_t{300});  // in the middle of it
  server.kill();
  REQUIRE(server.start());
  publisher.join();
  const Notes expected = joined({"subscribed @0"}, numbers(1, count));
  CHECK(at_a.wait_for(std::to_string(count)) == expected);
  CHECK(at_b.wait_for(std::to_string(count)) == expected);
  CHECK(a.redis.figures().losses == 2);
  CHECK(a.redis.figures().dropped == 0);
  a.hub->unsubscribe(at_a, "rooms/x");
  b.hub->unsubscribe(at_b, "rooms/x");
}

TEST_CASE("redis hub: without its file, what is lost is told", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  Node a(server);
  Inbox kept;
  Inbox not_kept;
  a.subscribe(kept, "rooms/x", four);
  a.subscribe(not_kept, "levels", plain);
  Inbox present;
  Inbox hidden;
  constexpr vgen::TopicSettings bare{.is_bare = true};
  a.subscribe(present, "#presence/rooms/x", bare);
  a.subscribe(hidden, "#route/live", bare);
  a.hub->publish("rooms/x", four, "1", {});
  a.hub->publish("levels", plain, "1", {});
  CHECK(kept.wait_for("1") == Notes{"subscribed @0", "1"});
  CHECK(not_kept.wait_for("1") == Notes{"subscribed @0", "1"});
  const std::uint64_t epoch = kept.at().epoch;
  server.kill();
  while (a.redis.fault().empty()) std::this_thread::yield();  // until the loss is noticed
  a.hub->publish("rooms/x", four, "2", {});                   // it waits
  REQUIRE(server.start());
  CHECK(kept.wait_for("2") == Notes{"subscribed @0", "1", "lost 1-0", "2"});
  CHECK(kept.at().offset == 1);
  CHECK(kept.at().epoch != epoch);
  CHECK(not_kept.wait_for(3) == Notes{"subscribed @0", "1", "lost 1-0"});
  a.hub->publish("levels", plain, "2", {});
  CHECK(not_kept.wait_for("2") == Notes{"subscribed @0", "1", "lost 1-0", "2"});
  // Channels answer this one with the list of those who are present.
  CHECK(present.wait_for(2) == Notes{"subscribed @0", "lost 1-0"});
  CHECK(hidden.wait_for(1) == Notes{"subscribed @0"});
  a.hub->unsubscribe(present, "#presence/rooms/x");
  a.hub->unsubscribe(hidden, "#route/live");
  a.hub->unsubscribe(kept, "rooms/x");
  a.hub->unsubscribe(not_kept, "levels");
}

TEST_CASE("redis hub: a Redis that has forgotten the last messages gets a new epoch", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  Node a(server);
  Inbox inbox;
  a.subscribe(inbox, "rooms/x", four);
  for (int i = 1; i <= 3; ++i) a.hub->publish("rooms/x", four, std::to_string(i), {});
  CHECK(inbox.wait_for("3").size() == 4);
  const std::uint64_t epoch = inbox.at().epoch;
  inbox.clear();
  // As after a crash of its machine: the last message is not on the disk.
  server.ask({"HSET", "vgen:0:{news/rooms/x}:t", "offset", "2"});
  server.ask({"XDEL", "vgen:0:{news/rooms/x}:s", "3-0"});
  server.ask({"XSETID", "vgen:0:{news/rooms/x}:s", "2-0"});
  server.ask({"CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes"});
  CHECK(inbox.wait_for(3) == Notes{"lost 1-0", "1", "2"});
  CHECK(inbox.at().epoch != epoch);
  a.hub->publish("rooms/x", four, "4", {});
  CHECK(inbox.wait_for("4") == Notes{"lost 1-0", "1", "2", "4"});
  CHECK(inbox.at().offset == 3);
  a.hub->unsubscribe(inbox, "rooms/x");
}

TEST_CASE("redis hub: publications wait while Redis is away, but not without end", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer server;
  Node a(server, {.waiting = 10});
  server.kill();
  for (int i = 0; i < 10; ++i) a.hub->publish("rooms/x", four, std::to_string(i), {});
  std::string fault;
  try {
    a.hub->publish("rooms/x", four, "11", {});
  } catch (const vgen::Error& error) {
    fault = error.what();
    CHECK(error.kind() == vgen::ErrorKind::unavailable);
  }
  CHECK(fault == "Too much waits for Redis.");
  CHECK(a.redis.figures().waiting == 10);
  REQUIRE(server.start());
  REQUIRE(a.redis.flush(10s));
  CHECK(server.ask({"XLEN", "vgen:0:{news/rooms/x}:s"}).integer == 4);
}

TEST_CASE("redis hub: the rights that a user needs", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server({"--user", "ada", "on", ">right", "~vgen:*", "&vgen:*", "+@connection",
                            "+@pubsub", "+@scripting", "+@read", "+@write"});
  const std::string url = "redis://ada:right@127.0.0.1:" + std::to_string(server.port());
  vgen::Redis redis({.url = url});
  const auto hub = redis.hub("news");
  Inbox inbox;
  hub->subscribe(inbox, "rooms/x", four, std::nullopt, 1);
  hub->publish("rooms/x", four, "1", {});
  CHECK(inbox.wait_for("1") == Notes{"subscribed @0", "1"});
  hub->unsubscribe(inbox, "rooms/x");
  CHECK(redis.ticks().claim("purge", {}));
  redis.sessions()->put("a", "{}", std::chrono::system_clock::now() + 1h);
  redis.sessions()->remove("a");
  CHECK(redis.fault().empty());
}

TEST_CASE("redis hub: it may be used after the end of its Redis", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  std::shared_ptr<vgen::EventHub> hub;
  {
    Node a(server);
    hub = a.hub;
    hub->publish("rooms/x", four, "1", {});
  }
  CHECK(server.ask({"XLEN", "vgen:0:{news/rooms/x}:s"}).integer == 1);
  CHECK_THROWS_AS(hub->publish("rooms/x", four, "2", {}), vgen::Error);
}
