// Clients that do not read, and clients that send too much.
#include "runtime/src/server/metrics.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/stable_problem.hpp"
#include "test/support/topics_services.hpp"
#include "test/support/websocket_client.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using vgen::testing::Channel;
using vgen_test::RunningLoop;
using vgen_test::WebsocketClient;
using Messages = std::vector<std::string>;

namespace {

constexpr const char* authorization = "Authorization: Bearer ada\r\n";

struct Slow {
  explicit Slow(vgen::WebsocketLimits limits = {.unsent_bytes = 1000})
      : Slow(news::make(singletons), limits) {}

  /// A client that has subscribed to the headlines and to the room `a`.
  Channel subscribed(std::string_view target) {
    Channel channel = client.channel(target, {{"Authorization", "Bearer ada"}});
    channel.send(R"({"subscribe":"headlines"})");
    channel.send(R"({"subscribe":"rooms/a"})");
    CHECK(channel.receive_all().size() == 2);
    return channel;
  }
  void report(const std::string& text) {
    const news::Event event{text};
    hub.publish(news::headlines, event);
    client.poll();
  }
  void announce(const std::string& text) {
    const news::Event event{text};
    hub.publish(news::room_events("a"), event);
    client.poll();
  }

  news::Singletons singletons;
  vgen::Hub hub;
  vgen::testing::Client client;

 private:
  Slow(vgen::Api api, vgen::WebsocketLimits limits)
      : hub(api.hub()),
        client(std::move(api),
               {.websocket = limits, .strict_channels = vgen_test::in_strict_mode()}) {}
};

std::string headline(const std::string& text) {
  return R"({"topic":"headlines","data":{"text":")" + text + R"("}})";
}

/// A message of a topic with history, without its epoch.
std::string without_epoch(std::string text) {
  const std::size_t begin = text.find(R"(,"epoch":")");
  if (begin != std::string::npos) text.erase(begin, 27);
  return text;
}

}  // namespace

TEST_CASE_METHOD(Slow, "slow: by default the channel is closed", "[slow]") {
  const Channel live = subscribed("/live");
  for (int i = 0; i < 10; ++i) report(std::string(200, 'x'));
  CHECK(live.closed() == Channel::Closed{.code = 1013, .reason = "the messages are not read"});
}

TEST_CASE_METHOD(Slow, "slow: the oldest messages are dropped", "[slow]") {
  Channel feed = subscribed("/feed");
  for (int i = 0; i < 10; ++i) report(std::to_string(i) + std::string(200, 'x'));
  Messages expected;
  for (int i = 6; i < 10; ++i)
    expected.push_back(headline(std::to_string(i) + std::string(200, 'x')));
  CHECK(feed.receive_all() == expected);
  CHECK(feed.is_open());
  CHECK(feed.exchange(R"({"action":"dropped"})") == R"({"action":"dropped","result":6})");
}

TEST_CASE_METHOD(Slow, "slow: what was dropped of a topic with history is lost", "[slow]") {
  Channel feed = subscribed("/feed");
  for (int i = 0; i < 9; ++i) announce(std::to_string(i) + std::string(200, 'x'));
  const Messages received = feed.receive_all();
  REQUIRE(received.size() == 4);
  CHECK(received[0] == R"({"topic":"rooms/a","lost":{"from":1,"to":6}})");
  CHECK(without_epoch(received[1]) ==
        R"({"topic":"rooms/a","data":{"text":"6)" + std::string(200, 'x') + R"("},"offset":7})");
}

TEST_CASE_METHOD(Slow, "slow: messages of handlers are dropped, answers are not", "[slow]") {
  Channel feed = subscribed("/feed");
  for (int i = 0; i < 20; ++i)
    feed.send(R"({"action":"say","$id":)" + std::to_string(i) + R"(,"text":")" +
              std::string(100, 'x') + R"("})");
  const Messages received = feed.receive_all();
  CHECK(feed.is_open());
  for (int i = 0; i < 20; ++i)
    CHECK(std::ranges::count(received, R"({"action":"say","$id":)" + std::to_string(i) +
                                           R"(,"text":"said"})") == 1);
  CHECK(received.size() < 25);
}

TEST_CASE_METHOD(Slow, "slow: answers alone close the channel", "[slow]") {
  Channel feed = subscribed("/feed");
  for (int i = 0; i < 100 && feed.is_open(); ++i) feed.send(R"({"action":"no","$id":1})");
  CHECK(feed.closed().has_value());
}

TEST_CASE_METHOD(Slow, "slow: broadcasts are dropped too", "[slow]") {
  Channel feed = subscribed("/feed");
  Channel other = subscribed("/feed");
  for (int i = 0; i < 10; ++i)
    other.send(R"({"action":"shout","text":")" + std::to_string(i) + std::string(200, 'x') +
               R"("})");
  const Messages received = feed.receive_all();
  REQUIRE(received.size() == 4);
  CHECK(received.back() == R"({"text":"9)" + std::string(200, 'x') + R"("})");
}

TEST_CASE_METHOD(Slow, "slow: only the newest message of each topic stays", "[slow]") {
  Channel ticker = subscribed("/ticker");
  ticker.send(R"({"action":"say","text":"own"})");
  for (int i = 0; i < 2; ++i) report(std::to_string(i) + std::string(200, 'x'));
  for (int i = 0; i < 5; ++i) announce(std::to_string(i) + std::string(200, 'x'));
  const Messages received = ticker.receive_all();
  REQUIRE(received.size() == 6);
  CHECK(received[0] == R"({"topic":"rooms/a","lost":{"from":1,"to":3}})");
  CHECK(received[1] == R"({"text":"own"})");
  CHECK(received[2] == R"({"action":"say","text":"said"})");
  CHECK(received[3] == headline("1" + std::string(200, 'x')));
  CHECK(without_epoch(received[4]).find(R"("offset":4)") != std::string::npos);
  CHECK(without_epoch(received[5]).find(R"("offset":5)") != std::string::npos);
  CHECK(ticker.exchange(R"({"action":"dropped"})") == R"({"action":"dropped","result":4})");
}

TEST_CASE_METHOD(Slow, "slow: below the limit nothing is dropped", "[slow]") {
  for (const char* target : {"/feed", "/ticker"}) {
    Channel channel = subscribed(target);
    for (int i = 0; i < 4; ++i) announce(std::string(100, 'x'));
    CHECK(channel.receive_all().size() == 4);
  }
}

TEST_CASE("slow: a channel has a limit of messages in a second", "[slow]") {
  Slow slow({.messages_per_second = 3});
  Channel live = slow.client.channel("/live", {{"Authorization", "Bearer ada"}});
  const std::string count = R"({"action":"count","$id":7})";
  for (int i = 1; i <= 3; ++i)
    CHECK(live.exchange(count) ==
          R"({"action":"count","$id":7,"result":)" + std::to_string(i) + "}");
  const auto is_refused = [&](const std::string& message, const std::string& end) {
    const std::string answer = live.exchange(message);
    INFO(answer);
    CHECK(answer.find(R"("status":429)") != std::string::npos);
    CHECK(answer.ends_with(end));
  };
  is_refused(count, R"(,"action":"count","$id":7})");
  is_refused("no JSON", "}}");
  is_refused(R"({"subscribe":"headlines","$id":"a"})", R"(,"subscribe":"headlines","$id":"a"})");
  is_refused(R"({"authenticate":"x","$id":2})", R"(,"$id":2})");
  slow.client.advance(std::chrono::seconds(1));
  CHECK(live.exchange(count) == R"({"action":"count","$id":7,"result":4})");
  live.send_binary("x");
  CHECK(live.receive().find(R"("status":415)") != std::string::npos);
  CHECK(live.exchange(count).ends_with("5}"));
  live.send_binary("x");
  CHECK(live.receive().find(R"("status":429)") != std::string::npos);
}

TEST_CASE("slow: real clients that do not read", "[slow][server]") {
  vgen::server::LoopSettings settings;
  vgen::server::Metrics metrics;
  settings.metrics = &metrics;
  settings.websocket.unsent_bytes = 300'000;
  news::Singletons singletons;
  vgen::Api api = news::make(singletons);
  const vgen::Hub hub = api.hub();
  RunningLoop loop(std::move(api), settings);
  WebsocketClient feed(loop.port(), "/feed", authorization);
  WebsocketClient ticker(loop.port(), "/ticker", authorization);
  for (WebsocketClient* const client : {&feed, &ticker})
    CHECK(client->exchange(R"({"subscribe":"headlines"})") == R"({"subscribed":"headlines"})");
  const std::string text(10'000, 'x');
  constexpr int count = 3000;  // more than the sockets hold
  for (int i = 0; i < count; ++i) {
    const news::Event event{std::to_string(i) + text};
    hub.publish(news::headlines, event);
  }
  int missed = 0;
  for (WebsocketClient* const client : {&feed, &ticker}) {
    int received = 0;
    int last = -1;
    while (last != count - 1) {
      const std::string message = client->receive();
      REQUIRE(message.starts_with(R"({"topic":"headlines","data":{"text":")"));
      const int number = std::stoi(message.substr(37));
      CHECK(number > last);
      last = number;
      ++received;
    }
    CHECK(received < count);
    const std::string dropped = client->exchange(R"({"action":"dropped"})");
    CHECK(dropped == R"({"action":"dropped","result":)" + std::to_string(count - received) + "}");
    missed += count - received;
  }
  loop.stop();
  CHECK(metrics.text().find("\nvgen_dropped_messages_total " + std::to_string(missed) + "\n") !=
        std::string::npos);
  CHECK(loop.log.lines().size() == 2);
}
