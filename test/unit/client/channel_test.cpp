// Channels, topics and RPC through generated clients, over sockets.
#include "test/golden/live/expected/api_client.gen.hpp"
#include "test/golden/rpc/expected/api_client.gen.hpp"
#include "test/golden/topics/expected/api_client.gen.hpp"
#include "test/support/client_over.hpp"
#include "test/support/fault_server.hpp"
#include "test/support/live_services.hpp"
#include "test/support/rpc_services.hpp"
#include "test/support/topics_services.hpp"
#include "test/support/transport_problem.hpp"

#include <vgen/client/asio.hpp>
#include <vgen/websocket/frame.hpp>
#include <vgen/websocket/handshake.hpp>

#include <boost/asio/use_future.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

using namespace std::chrono_literals;
using vgen::client::ServerProblem;
using vgen::client::SocketOptions;
using vgen::client::SocketState;
using vgen::client::SocketStatus;
using vgen::client::TransportKind;
using vgen_test::FaultServer;
using vgen_test::kind_of;
using vgen_test::Peer;
using vgen_test::Reached;
using vgen_test::Way;

namespace {

using live::client::Text;
using LiveMessage = std::variant<Text, live::client::Volume>;

struct LiveServer {
  explicit LiveServer(vgen::client::Options more = {})
      : reached(live::make(singletons), Way::sockets), options(std::move(more)) {
    options.base_url = reached.options.base_url;
    options.random = [] { return 0.0; };
  }
  live::Singletons singletons;
  Reached reached;
  vgen::client::Options options;
};

std::string accept(const std::string& request) {
  const std::size_t at = request.find("Sec-WebSocket-Key: ") + 19;
  return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Accept: " +
         vgen::websocket::accept_value(request.substr(at, 24)) + "\r\n\r\n";
}
std::string frame(std::string_view text) {
  std::string bytes;
  vgen::websocket::append_frame(bytes, vgen::websocket::Opcode::text, text);
  return bytes;
}

/// Notes states, for any thread.
struct States {
  void add(const SocketState& state) {
    const std::lock_guard lock(mutex);
    all.push_back(state.status);
    changed.notify_all();
  }
  void wait_for(SocketStatus wanted, std::size_t times = 1) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, 20s, [&] {
      return static_cast<std::size_t>(std::ranges::count(all, wanted)) >= times;
    });
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<SocketStatus> all;
};

}  // namespace

TEST_CASE("client channel: a message and its reply", "[client][socket]") {
  LiveServer server;
  const live::client::Api api(server.options);
  const auto channel = api.open_live({.room = "kitchen", .since = 3});
  const auto said = channel.say({.text = "hi"});
  INFO(said.message());
  REQUIRE(said.has_value());
  CHECK(*said == Text{"replied hi"});

  auto messages = channel.messages();
  CHECK(messages.next().value() == LiveMessage(Text{"welcome to kitchen"}));
  CHECK(messages.next().value() == LiveMessage(Text{"since 3"}));
  CHECK(messages.next().value() == LiveMessage(Text{"sent hi"}));
  CHECK(messages.next(1ms) == std::nullopt);
  CHECK_FALSE(messages.has_ended());
  CHECK(channel.send_text("raw text"));
  CHECK(messages.next().value() == LiveMessage(Text{"raw raw text"}));
  CHECK(channel.send_bytes("1234"));
  CHECK(messages.next().value() == LiveMessage(Text{"bytes 4"}));

  CHECK(channel.state().status == SocketStatus::live);
  channel.close(4001, "enough");
  CHECK(messages.next() == std::nullopt);
  CHECK(messages.has_ended());
  CHECK(messages.end().has_value());
  CHECK(kind_of(channel.say({.text = "late"})) == TransportKind::aborted);
  CHECK(channel.state().reason == vgen::client::SocketEnd{4001, "enough"});
}

TEST_CASE("client channel: replies of every form, and errors", "[client][socket]") {
  LiveServer server;
  const live::client::Api api(server.options);
  const auto channel = api.open_live({.room = "a"});
  CHECK(channel.upper({.text = "abc"}).value() == Text{"ABC"});
  const auto refused = channel.upper({.text = "no"});
  REQUIRE(refused.holds<live::client::Refused>());
  CHECK(refused.error<live::client::Refused>()->why == "never");
  CHECK(refused.message() == "live upper: 409: Refused");
  CHECK(channel.measure({.text = "four"}).value() == 4);
  CHECK(channel.set_volume(30).value() == 30);
  const auto loud = channel.set_volume(101);
  CHECK(loud.holds<vgen::client::ValidationProblem>());
  CHECK(channel.empty({.text = ""}).has_value());
  CHECK(channel.me().error<ServerProblem>()->status == 401);
  CHECK(channel.sign_in({.text = "ada"}).has_value());
  CHECK(channel.me().value() == Text{"ada"});
  const auto failed = channel.fail({.text = "secret"});
  CHECK(failed.message() == "live fail: 500: Internal error");

  auto call = channel.prepare_say({.text = "later"});
  auto future = vgen::client::async_send(call, boost::asio::use_future);
  CHECK(future.get().value() == Text{"replied later"});
  CHECK(kind_of(channel.wait({.timeout = 20ms})) == TransportKind::timeout);
}

TEST_CASE("client channel: a handshake that is refused", "[client][socket]") {
  LiveServer server;
  const live::client::Api api(server.options);
  const auto channel = api.open_live({.room = "closed"});
  const auto result = channel.say({.text = "hi"});
  REQUIRE(result.holds<ServerProblem>());
  CHECK(result.message() == "live say: 403: Forbidden: The room is closed.");
  CHECK(channel.state().status == SocketStatus::closed);
  // One that needs a session.
  const auto strict = api.open_strict();
  CHECK(strict.message({.text = "hi"}).template error<ServerProblem>()->status == 401);
}

TEST_CASE("client channel: the server closes it", "[client][socket]") {
  LiveServer server;
  const live::client::Api api(server.options);
  const auto channel = api.open_live({.room = "a"});
  const auto result = channel.close_with({.text = "go home"});
  if (!result) CHECK(kind_of(result) == TransportKind::network);
  const auto later = channel.say({.text = "hi"});
  CHECK(later.message() == "live say: network: channel closed: 4000 go home");
}

TEST_CASE("client channel: faults settle what waits", "[client][socket]") {
  States states;
  SocketOptions options{.on_state = [&](const SocketState& state) { states.add(state); }};
  const auto dies = [&](auto end) {
    return [end](Peer& peer) {
      peer.send(accept(peer.receive()));
      end(peer);
    };
  };
  const auto good = [](Peer& peer) {
    peer.send(accept(peer.receive()));
    peer.send(frame(R"({"text":"again"})"));
    peer.wait_for_close();
  };
  const auto run = [&](const FaultServer& server) {
    const live::client::Api api({.base_url = server.url(), .random = [] { return 0.0; }});
    const auto channel = api.open_live({.room = "a"}, options);
    const auto call = channel.prepare_say({.text = "hi"});
    states.wait_for(SocketStatus::live);
    auto future = vgen::client::async_send(call, boost::asio::use_future);
    CHECK(kind_of(future.get()) == TransportKind::network);
    CHECK(channel.messages().next().value() == LiveMessage(Text{"again"}));  // another connection
  };
  const auto read_message = [](Peer& peer) { peer.wait_for_bytes(); };
  SECTION("closes") {
    FaultServer server({dies([&](Peer& peer) {
                          read_message(peer);
                          peer.close();
                        }),
                        good});
    run(server);
  }
  SECTION("resets") {
    FaultServer server({dies([&](Peer& peer) {
                          read_message(peer);
                          peer.reset();
                        }),
                        good});
    run(server);
  }
  SECTION("sends half a frame") {
    FaultServer server({dies([&](Peer& peer) {
                          read_message(peer);
                          peer.send(frame(R"({"$id":1,"text":"x"})").substr(0, 9));
                          peer.close();
                        }),
                        good});
    run(server);
  }
  SECTION("breaks the protocol") {
    FaultServer server({dies([&](Peer& peer) {
                          read_message(peer);
                          peer.send("\xff\xff\xff");
                          peer.wait_for_close();
                        }),
                        good});
    run(server);
  }
  SECTION("stalls: a ping has no answer") {
    options.ping = 20ms;
    options.pong_timeout = 20ms;
    FaultServer server({dies([](Peer& peer) { peer.wait_for_close(); }), good});
    run(server);
  }
  SECTION("is silent") {
    options.idle_timeout = 50ms;
    FaultServer server({dies([](Peer& peer) { peer.wait_for_close(); }), good});
    run(server);
  }
}

TEST_CASE("client channel: a call waits for the connection, and dropping ends it",
          "[client][socket]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.wait_for_close();
  }});
  const live::client::Api api({.base_url = server.url()});
  std::promise<TransportKind> ended;
  {
    const auto channel = api.open_live({.room = "a"});
    channel.prepare_say({.text = "hi"}).start([&](const auto& result) {
      ended.set_value(kind_of(result));
    });
  }
  CHECK(ended.get_future().get() == TransportKind::aborted);
}

TEST_CASE("client topic: messages, and what was missed", "[client][socket]") {
  news::Singletons singletons;
  Reached reached(news::make(singletons), Way::sockets);
  reached.options.auth = [] { return "ada"; };
  reached.options.random = [] { return 0.0; };
  const news::client::Api api(reached.options);
  const auto channel = api.open_live();
  const auto events = channel.room_events("a/b");
  REQUIRE(channel.count().value() == 1);  // the subscription comes before it
  CHECK(api.announce({.room = "a/b", .text = "one"}).has_value());
  CHECK(api.announce({.room = "a/b", .text = "two"}).has_value());
  const auto one = events.next(20s);
  REQUIRE(one.has_value());
  CHECK(one->data == news::client::Event{"one"});
  REQUIRE(one->position.has_value());
  CHECK(one->position->offset == 1);
  CHECK(events.next(20s).value().data == news::client::Event{"two"});

  // Another subscription begins after the first message.
  const auto other = api.open_live();
  const auto resumed = other.room_events("a/b", {.after = one->position});
  CHECK(resumed.next(20s).value().data == news::client::Event{"two"});
  for (const char* text : {"3", "4", "5", "6", "7"})
    CHECK(api.announce({.room = "a/b", .text = text}).has_value());
  for (const char* text : {"3", "4", "5", "6", "7"})
    CHECK(resumed.next(20s).value().data == news::client::Event{text});
  const auto third = api.open_live();
  const auto late = third.room_events("a/b", {.after = one->position});
  const auto lost = late.next(20s);
  REQUIRE(lost.has_value());
  CHECK(lost->lost == vgen::client::LostMessages{.from = 2, .to = 3});
  CHECK(late.next(20s).value().data == news::client::Event{"4"});

  const auto refused = channel.room_events("closed");
  CHECK(refused.next(20s) == std::nullopt);
  CHECK(refused.end().message() ==
        "subscribe rooms/{room}: 403: Forbidden: The subscription is not allowed.");

  const auto levels = channel.levels("h", 3, news::client::Kind::light);
  REQUIRE(channel.count().has_value());
  CHECK(api.measure({.house = "h", .floor = 3, .kind = news::client::Kind::light, .level = 1.5})
            .has_value());
  CHECK(levels.next(20s).value().data == 1.5);
}

TEST_CASE("client topic: goes on after a lost connection, 0 lost and 0 twice", "[client][socket]") {
  std::vector<std::string> seen;
  const auto item = [](int offset) {
    return frame(R"({"topic":"rooms/a","data":{"text":")" + std::to_string(offset) +
                 R"("},"epoch":"e","offset":)" + std::to_string(offset) + "}");
  };
  const auto take_subscription = [&](Peer& peer) {
    peer.send(accept(peer.receive()));
    const std::string text = peer.receive_message();
    seen.push_back(text);
    const std::size_t at = text.find("\"$id\":") + 6;
    peer.send(frame(R"({"subscribed":"rooms/a","epoch":"e","offset":0,"$id":)" +
                    text.substr(at, text.find(',', at) - at) + "}"));
  };
  FaultServer server({[&](Peer& peer) {
                        take_subscription(peer);
                        peer.send(item(1) + item(2));
                        peer.reset_after_sending();
                      },
                      [&](Peer& peer) {
                        take_subscription(peer);
                        peer.send(item(2) + item(3));
                        peer.wait_for_close();
                      }});
  const news::client::Api api({.base_url = server.url(), .random = [] { return 0.0; }});
  {
    const auto events = api.open_live().room_events("a");
    for (const char* text : {"1", "2", "3"}) {
      const auto next = events.next(20s);
      REQUIRE(next.has_value());
      CHECK(next->data == news::client::Event{text});
    }
    CHECK(events.position() == vgen::client::TopicPosition{.epoch = "e", .offset = 3});
    CHECK(events.next(1ms) == std::nullopt);
  }
  CHECK(seen.at(0).ends_with(R"("subscribe":"rooms/a"})"));
  CHECK(seen.at(1).ends_with(R"("subscribe":"rooms/a","epoch":"e","offset":2})"));
}

TEST_CASE("client rpc: calls, notifications and streams", "[client][socket]") {
  desk::Singletons singletons;
  Reached reached(desk::make(singletons), Way::sockets);
  reached.options.auth = [] { return "ada"; };
  const desk::client::Api api(reached.options);
  const auto rpc = api.open_rpc();
  CHECK(rpc.get_todo({.id = 7}).value() == desk::client::Todo{.id = 7, .title = "milk"});
  CHECK(rpc.get_todo({.id = 404}).holds<desk::client::NotFound>());
  CHECK(rpc.get_todo({.id = 0}).holds<vgen::client::ValidationProblem>());
  CHECK(rpc.sum({1, 2, 3}).value() == 6);
  CHECK(rpc.who_am_i().value() == "ada");
  CHECK(rpc.rename({.todo = {.id = 1, .title = "tea"}, .labels = {"a", "b"}}).value() ==
        "ada tea 2");
  CHECK(rpc.mark({.id = 1, .volume = 3}).value() == "1 none 3 none none");
  CHECK(rpc.set_volume(30));
  CHECK(rpc.note("hello"));
  CHECK(rpc.count().value() == 2);
  CHECK(rpc.fail("x").message() == "rpc fail: 500: Internal error");

  // Several calls side by side.
  std::vector<std::future<vgen::CallResult<std::int64_t>>> sums;
  for (int i = 0; i < 10; ++i) {
    const auto call = rpc.prepare_sum({i, 1});
    sums.push_back(vgen::client::async_send(call, boost::asio::use_future));
  }
  for (int i = 0; i < 10; ++i) CHECK(sums[static_cast<std::size_t>(i)].get().value() == i + 1);

  const auto one = rpc.count_up(1);
  CHECK(one.next() == 1);
  CHECK(one.next() == std::nullopt);
  CHECK(one.end().has_value());
  const auto stopped = rpc.count_up(5);  // it waits after two
  CHECK(stopped.next() == 1);
  CHECK(stopped.next() == 2);
  stopped.close();
  CHECK(stopped.next() == std::nullopt);
  {
    const auto flood = rpc.flood();
    for (int i = 0; i < 50; ++i) CHECK(flood.next().value().size() == 1000);
  }
  CHECK(rpc.sum({2}).value() == 2);
  rpc.close();
  CHECK(kind_of(rpc.sum({2})) == TransportKind::aborted);
}
