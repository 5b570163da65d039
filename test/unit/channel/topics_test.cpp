// Topics: what clients and functions subscribe to, and what is published.
#include "test/support/stable_problem.hpp"
#include "test/support/strict_mode.hpp"
#include "test/support/topics_services.hpp"

#include <vgen/pubsub/hub_core.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using vgen::testing::Channel;
using vgen_test::stable;
using Messages = std::vector<std::string>;
using namespace std::string_literals;

namespace {

/// A client of the API with topics.
struct News {
  explicit News(vgen::WebsocketLimits limits = {}) : News(news::make(singletons), limits) {}

  Channel open(std::string_view user, std::string_view target = "/live") {
    return client.channel(target, {{"Authorization", "Bearer " + std::string(user)}});
  }
  /// Publishes as code outside of calls does.
  void announce(std::string_view room, std::string_view text) {
    const news::Event event{std::string(text)};
    hub.publish(news::room_events(std::string(room)), event);
    client.poll();
  }

  news::Singletons singletons;
  vgen::Hub hub;
  vgen::testing::Client client;

 private:
  News(vgen::Api api, vgen::WebsocketLimits limits)
      : hub(api.hub()),
        client(std::move(api),
               {.websocket = limits, .strict_channels = vgen_test::in_strict_mode()}) {}
};

/// The position in an answer: `"epoch":"…","offset":3`.
std::string position_of(const std::string& answer) {
  const std::size_t begin = answer.find("\"epoch\":");
  const std::size_t end = answer.find_first_of(",}", answer.find("\"offset\":"));
  return begin == std::string::npos ? "" : answer.substr(begin, end - begin);
}

/// A message without its epoch.
std::string plain(std::string text) {
  const std::size_t begin = text.find(R"(,"epoch":")");
  if (begin != std::string::npos)
    text.erase(begin, std::string(R"(,"epoch":"0123456789abcdef")").size());
  return text;
}

Messages plain(Messages messages) {
  for (std::string& message : messages) message = plain(message);
  return messages;
}

}  // namespace

TEST_CASE_METHOD(News, "topics: a client subscribes and gets what is published", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/a","$id":1})")) ==
        R"({"subscribed":"rooms/a","offset":0,"$id":1})");
  CHECK(plain(bob.exchange(R"({"$id":"x","subscribe":"rooms/a"})")) ==
        R"({"subscribed":"rooms/a","offset":0,"$id":"x"})");
  announce("a", "one");
  announce("b", "elsewhere");
  const Messages expected{R"({"topic":"rooms/a","data":{"text":"one"},"offset":1})"};
  CHECK(plain(ada.receive_all()) == expected);
  CHECK(plain(bob.receive_all()) == expected);
  CHECK(singletons.events() == Messages{"ada asks for a", "bob asks for a"});
}

TEST_CASE_METHOD(News, "topics: a publication may leave out one channel", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  for (Channel* channel : {&ada, &bob}) {
    channel->send(R"({"subscribe":"rooms/a"})");
    CHECK(!channel->receive().empty());
  }
  ada.send(R"({"action":"tell","room":"a","text":"hi"})");
  ada.send(R"({"action":"announce","room":"a","text":"all","$id":1})");
  CHECK(plain(ada.receive_all()) ==
        Messages{R"({"action":"announce","$id":1})",
                 R"({"topic":"rooms/a","data":{"text":"all"},"offset":2})"});
  CHECK(plain(bob.receive_all()) ==
        Messages{R"({"topic":"rooms/a","data":{"text":"hi"},"offset":1})",
                 R"({"topic":"rooms/a","data":{"text":"all"},"offset":2})"});
}

TEST_CASE_METHOD(News, "topics: both frames may be repeated", "[topics]") {
  Channel ada = open("ada");
  CHECK(plain(ada.exchange(R"({"unsubscribe":"rooms/a","$id":1})")) ==
        R"({"unsubscribed":"rooms/a","$id":1})");
  ada.send(R"({"subscribe":"rooms/a","$id":2})");
  announce("a", "one");
  ada.send(R"({"subscribe":"rooms/a","$id":3})");
  announce("a", "two");
  ada.send(R"({"unsubscribe":"rooms/a"})");
  ada.send(R"({"unsubscribe":"rooms/a"})");
  announce("a", "three");
  CHECK(plain(ada.receive_all()) ==
        Messages{R"({"subscribed":"rooms/a","offset":0,"$id":2})",
                 R"({"topic":"rooms/a","data":{"text":"one"},"offset":1})",
                 R"({"subscribed":"rooms/a","offset":1,"$id":3})",
                 R"({"topic":"rooms/a","data":{"text":"two"},"offset":2})",
                 R"({"unsubscribed":"rooms/a"})", R"({"unsubscribed":"rooms/a"})"});
}

TEST_CASE_METHOD(News, "topics: each topic has one text", "[topics]") {
  Channel ada = open("ada");
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/%68ome"})")) ==
        R"({"subscribed":"rooms/home","offset":0})");
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/a%2Fb"})")) ==
        R"({"subscribed":"rooms/a%2Fb","offset":0})");
  CHECK(plain(ada.exchange("{\"subscribe\":\"rooms/caf\xC3\xA9 1\"}")) ==
        R"({"subscribed":"rooms/caf%C3%A9%201","offset":0})");
  CHECK(plain(ada.exchange(R"({"subscr\u0069be":"rooms/x\u0079"})")) ==
        R"({"subscribed":"rooms/xy","offset":0})");
  announce("a/b", "slash");
  announce("caf\xC3\xA9 1", "accent");
  CHECK(plain(ada.receive_all()) ==
        Messages{R"({"topic":"rooms/a%2Fb","data":{"text":"slash"},"offset":1})",
                 R"({"topic":"rooms/caf%C3%A9%201","data":{"text":"accent"},"offset":1})"});
}

TEST_CASE_METHOD(News, "topics: parameters have their types and limits", "[topics]") {
  Channel ada = open("ada");
  CHECK(ada.exchange(R"({"subscribe":"houses/h/01/light","$id":1})").find(R"("status":422)") !=
        std::string::npos);
  CHECK(stable(ada.exchange(R"({"subscribe":"houses/h/101/light","$id":1})")) ==
        R"({"error":{"type":"urn:vgen:validation","title":"Invalid input","status":422,)"
        R"("errors":[{"in":"message","pointer":"/subscribe","code":"maximum",)"
        R"("message":"must be at most 100","limit":100}]},)"
        R"("subscribe":"houses/h/101/light","$id":1})");
  CHECK(ada.exchange(R"({"subscribe":"houses/h/1/sound"})").find(R"("code":"enum")") !=
        std::string::npos);
  CHECK(ada.exchange(R"({"subscribe":"houses/h/-2/light"})") ==
        R"({"subscribed":"houses/h/-2/light"})");
  CHECK(client.post("/levels", R"({"house":"h","floor":-2,"kind":"light","level":0.5})").status ==
        204);
  CHECK(ada.receive() == R"({"topic":"houses/h/-2/light","data":0.5})");
  CHECK(singletons.events() == Messages{"ada measures h -2 light"});
}

TEST_CASE_METHOD(News, "topics: what is refused", "[topics]") {
  Channel ada = open("ada");
  const auto refused = [&](std::string_view message) { return stable(ada.exchange(message)); };
  CHECK(refused(R"({"subscribe":"rooms/closed","$id":1})") ==
        R"({"error":{"type":"urn:vgen:forbidden","title":"Forbidden","status":403,)"
        R"("detail":"The subscription is not allowed."},"subscribe":"rooms/closed","$id":1})");
  CHECK(refused(R"({"subscribe":"houses/closed/1/heat"})").find(R"("status":403)") !=
        std::string::npos);
  const std::string unknown =
      R"({"error":{"type":"urn:vgen:not-found","title":"Not found","status":404,)"
      R"("detail":"The channel has no such topic."},"subscribe":")";
  for (const char* topic : {"rooms", "rooms/", "rooms/a/", "/rooms/a", "rooms//a", "rooms/a/b", "",
                            "users/ada", "headlines/", "rooms/%", "rooms/%zz", "rooms/%FF"})
    CHECK(refused(R"({"subscribe":")"s + topic + "\"}") == unknown + topic + "\"}");
  const std::string longest(512 - 6, 'x');
  CHECK(plain(refused(R"({"subscribe":"rooms/)" + longest + "\"}")) ==
        R"({"subscribed":"rooms/)" + longest + R"(","offset":0})");
  CHECK(refused(R"({"subscribe":"rooms/)" + longest + "x\"}").find(R"("status":404)") !=
        std::string::npos);
  CHECK(
      refused("{\"subscribe\":\"rooms/" + std::string(400, '|') + "\"}").find(R"("status":404)") !=
      std::string::npos);
}

TEST_CASE_METHOD(News, "topics: frames with faults", "[topics]") {
  Channel ada = open("ada");
  for (const char* message :
       {R"({"subscribe":"rooms/a","epoch":1,"offset":1})", R"({"subscribe":"rooms/a","offset":1})",
        R"({"subscribe":"rooms/a","epoch":"x"})",
        R"({"subscribe":"rooms/a","epoch":"x","offset":-1})",
        R"({"subscribe":"rooms/a","epoch":"x","offset":1.5})",
        R"({"subscribe":"rooms/a","unsubscribe":"rooms/a"})",
        R"({"subscribe":"rooms/a","subscribe":"rooms/b"})",
        R"({"subscribe":"rooms/a","$id":{}})"}) {
    INFO(message);
    const std::string answer = ada.exchange(message);
    CHECK(answer.find(R"("status":400)") != std::string::npos);
    CHECK(answer.find(R"("subscribe":"rooms/)") != std::string::npos);
  }
  CHECK(ada.exchange(R"({"subscribe":7,"action":"announce","$id":1})").find(R"("status":422)") !=
        std::string::npos);  // an ordinary message
  CHECK(singletons.events().empty());
}

TEST_CASE_METHOD(News, "topics: a permission with a session needs one", "[topics]") {
  Channel nobody = client.channel("/live");
  CHECK(nobody.exchange(R"({"subscribe":"rooms/a","$id":1})").find(R"("status":401)") !=
        std::string::npos);
  CHECK(nobody.exchange(R"({"subscribe":"headlines","$id":2})") ==
        R"({"subscribed":"headlines","$id":2})");
  CHECK(nobody.exchange(R"({"unsubscribe":"rooms/a","$id":3})") ==
        R"({"unsubscribed":"rooms/a","$id":3})");
}

TEST_CASE("topics: a connection has a limit of subscriptions", "[topics]") {
  News few(vgen::WebsocketLimits{.subscriptions = 2});
  Channel ada = few.open("ada");
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/a"})")).starts_with(R"({"subscribed")"));
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/b"})")).starts_with(R"({"subscribed")"));
  CHECK(ada.exchange(R"({"subscribe":"rooms/c"})").find(R"("status":429)") != std::string::npos);
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/b"})")).starts_with(R"({"subscribed")"));
  CHECK(plain(ada.exchange(R"({"unsubscribe":"rooms/b"})")).starts_with(R"({"unsubscribed")"));
  CHECK(plain(ada.exchange(R"({"subscribe":"rooms/c"})")).starts_with(R"({"subscribed")"));
}

TEST_CASE_METHOD(News, "topics: a subscriber resumes where it was", "[topics]") {
  Channel first = open("ada");
  std::string position = position_of(first.exchange(R"({"subscribe":"rooms/a"})"));
  announce("a", "1");
  position = position_of(first.receive());
  first.close();
  announce("a", "2");
  announce("a", "3");
  Channel again = open("ada");
  again.send(R"({"subscribe":"rooms/a",)" + position + R"(,"$id":1})");
  announce("a", "4");
  CHECK(plain(again.receive_all()) ==
        Messages{R"({"subscribed":"rooms/a","offset":1,"$id":1})",
                 R"({"topic":"rooms/a","data":{"text":"2"},"offset":2})",
                 R"({"topic":"rooms/a","data":{"text":"3"},"offset":3})",
                 R"({"topic":"rooms/a","data":{"text":"4"},"offset":4})"});
}

TEST_CASE_METHOD(News, "topics: what is not kept any more is reported as lost", "[topics]") {
  Channel first = open("ada");
  const std::string position = position_of(first.exchange(R"({"subscribe":"rooms/a"})"));
  first.close();
  for (const char* text : {"1", "2", "3", "4", "5", "6"}) announce("a", text);
  Channel again = open("ada");
  SECTION("some of it") {
    again.send(R"({"subscribe":"rooms/a",)" + position + "}");
    CHECK(plain(again.receive_all()) ==
          Messages{R"({"subscribed":"rooms/a","offset":2})",
                   R"({"topic":"rooms/a","lost":{"from":1,"to":2}})",
                   R"({"topic":"rooms/a","data":{"text":"3"},"offset":3})",
                   R"({"topic":"rooms/a","data":{"text":"4"},"offset":4})",
                   R"({"topic":"rooms/a","data":{"text":"5"},"offset":5})",
                   R"({"topic":"rooms/a","data":{"text":"6"},"offset":6})"});
  }
  SECTION("another epoch") {
    again.send(R"({"subscribe":"rooms/a","epoch":"00000000000000aa","offset":4})");
    CHECK(plain(again.receive_all()) ==
          Messages{R"({"subscribed":"rooms/a","offset":6})",
                   R"({"topic":"rooms/a","lost":{"from":1,"to":6}})"});
  }
  SECTION("no epoch of this server") {
    again.send(R"({"subscribe":"rooms/a","epoch":"?","offset":4})");
    CHECK(plain(again.receive_all()).at(1) == R"({"topic":"rooms/a","lost":{"from":1,"to":6}})");
  }
}

TEST_CASE_METHOD(News, "topics: the latest message comes at once", "[topics]") {
  const news::Event one{"one"};
  const news::Event two{"two"};
  Channel early = open("ada");
  CHECK(early.exchange(R"({"subscribe":"headlines"})") == R"({"subscribed":"headlines"})");
  hub.publish(news::headlines, one);
  hub.publish(news::headlines, two);
  Channel late = open("bob");
  late.send(R"({"subscribe":"headlines"})");
  CHECK(late.receive_all() == Messages{R"({"subscribed":"headlines"})",
                                       R"({"topic":"headlines","data":{"text":"two"}})"});
  CHECK(early.receive_all() == Messages{R"({"topic":"headlines","data":{"text":"one"}})",
                                        R"({"topic":"headlines","data":{"text":"two"}})"});
}

TEST_CASE_METHOD(News, "topics: a function subscribes its channel, also in the open handler",
                 "[topics]") {
  Channel ada = open("ada", "/live?user=ada");
  CHECK(ada.receive() == R"({"topic":"users/ada","data":{"text":"welcome"}})");
  const news::Event event{"hello"};
  hub.publish(news::messages("ada"), event);
  CHECK(ada.receive() == R"({"topic":"users/ada","data":{"text":"hello"}})");
  ada.send(R"({"subscribe":"rooms/a"})");
  CHECK(!ada.receive().empty());
  ada.send("a");  // the function unsubscribes
  announce("a", "gone");
  CHECK(ada.receive().empty());
}

TEST_CASE_METHOD(News, "topics: the server ends subscriptions and channels", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  for (Channel* channel : {&ada, &bob}) {
    channel->send(R"({"subscribe":"rooms/a"})");
    CHECK(!channel->receive().empty());
  }
  hub.unsubscribe(news::room_events("a"), ada.id());
  announce("a", "for bob");
  CHECK(ada.receive_all() == Messages{R"({"unsubscribed":"rooms/a"})"});
  CHECK(bob.receive_all().size() == 1);
  hub.close(news::room_events("a"), 4001, "over");
  client.poll();
  CHECK(bob.receive().empty());
  CHECK(bob.closed() == Channel::Closed{.code = 4001, .reason = "over"});
  CHECK(ada.is_open());
  CHECK(singletons.events().back() == "close");
}

TEST_CASE_METHOD(News, "topics: what cannot be published throws", "[topics]") {
  const news::Event event{"x"};
  CHECK_THROWS_AS(hub.publish(news::room_events(""), event), std::invalid_argument);
  CHECK_THROWS_AS(hub.publish(news::room_events(std::string(513, 'x')), event),
                  std::invalid_argument);
  constexpr vgen::Topic<news::Event> foreign{.name = "foreign"};
  CHECK_THROWS_AS(hub.publish(foreign, event), std::logic_error);
  CHECK(client.post("/announcements", R"({"room":"","text":"x"})").status == 500);
}

TEST_CASE_METHOD(News, "channel: a broadcast goes to all other channels of the route", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  Channel eve = open("eve");
  ada.send(R"({"action":"shout","$id":1,"text":"hi"})");
  CHECK(ada.receive_all() == Messages{R"({"action":"shout","$id":1})"});
  CHECK(bob.receive_all() == Messages{R"({"text":"hi"})"});
  CHECK(eve.receive_all() == Messages{R"({"text":"hi"})"});
  bob.close();  // its handler broadcasts
  CHECK(ada.receive_all() == Messages{R"({"text":"one has left"})"});
  CHECK(eve.receive_all() == Messages{R"({"text":"one has left"})"});
  CHECK(ada.exchange(R"({"subscribe":"#route/live"})").find(R"("status":404)") !=
        std::string::npos);
}

TEST_CASE_METHOD(News, "channel: a handle outlives the event and the channel", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  ada.send(R"({"action":"keep"})");
  ada.send(R"({"action":"keep"})");
  const vgen::ChannelHandle<news::Event> handle = singletons.handles().at(1);
  CHECK(handle.id() == ada.id());
  handle.send({"later"});
  handle.send({"and later"});
  CHECK(ada.receive_all() == Messages{R"({"text":"later"})", R"({"text":"and later"})"});
  CHECK(bob.receive().empty());
  handle.close(4002, "enough");
  CHECK(ada.receive().empty());
  CHECK(ada.closed() == Channel::Closed{.code = 4002, .reason = "enough"});
  handle.send({"nobody"});
  handle.close();
}

TEST_CASE_METHOD(News, "channel: each channel has its state", "[topics]") {
  Channel ada = open("ada");
  Channel bob = open("bob");
  CHECK(ada.exchange(R"({"action":"count"})") == R"({"action":"count","result":1})");
  CHECK(ada.exchange(R"({"action":"count"})") == R"({"action":"count","result":2})");
  CHECK(bob.exchange(R"({"action":"count"})") == R"({"action":"count","result":1})");
  CHECK(ada.exchange("wrong state").find(R"("status":500)") != std::string::npos);
}
