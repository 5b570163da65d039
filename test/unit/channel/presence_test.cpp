// Presence: what subscribers of a topic see of each other.
#include "test/support/presence_services.hpp"
#include "test/support/strict_mode.hpp"

#include <vgen/core/error.hpp>
#include <vgen/pubsub/hub_core.hpp>
#include <vgen/pubsub/memory_hub.hpp>
#include <vgen/pubsub/memory_presence.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/manual_clock.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using vgen::testing::Channel;
using Messages = std::vector<std::string>;
using namespace std::chrono_literals;

// A topic is asked only for its own type of members, and only if it has some.
template <const auto& topic, class Member, class... Parameters>
concept HasPresence = requires(const vgen::Hub& hub, const Parameters&... parameters) {
  hub.template present<topic, Member>(parameters...);
};
static_assert(HasPresence<office::room_events, office::Member, std::string>);
static_assert(!HasPresence<office::room_events, office::Guest, std::string>);
static_assert(HasPresence<office::guests, office::Guest>);
static_assert(!HasPresence<office::quiet, office::Member>);

namespace {

/// A store that answers only when a test lets it, as one over a network.
class SlowPresence final : public vgen::PresenceStore {
 public:
  [[nodiscard]] vgen::PresenceCapabilities capabilities() const noexcept override { return {}; }
  void set(std::string_view topic, const vgen::PresentMember& member,
           std::chrono::milliseconds lifetime, std::function<void(bool)> done) override {
    later([this, topic = std::string(topic), member, lifetime, done] {
      store_.set(topic, member, lifetime, done);
    });
  }
  void remove(std::string_view topic, std::string_view id,
              std::function<void(bool)> done) override {
    later([this, topic = std::string(topic), id = std::string(id), done] {
      store_.remove(topic, id, done);
    });
  }
  void present(std::string_view topic,
               std::function<void(std::vector<vgen::PresentMember>)> done) override {
    later([this, topic = std::string(topic), done] { store_.present(topic, done); });
  }
  void expire(std::function<void(std::vector<vgen::ExpiredMember>)> done) override {
    store_.expire(done);
  }

  /// Answers one question. Returns whether there was one.
  bool answer() {
    if (waiting_.empty()) return false;
    const std::function<void()> next = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    next();
    return true;
  }

 private:
  void later(std::function<void()> question) { waiting_.push_back(std::move(question)); }

  vgen::MemoryPresence store_;
  std::vector<std::function<void()>> waiting_;
};

/// A hub that may be away, as one over a network.
class AwayHub final : public vgen::EventHub {
 public:
  [[nodiscard]] vgen::HubCapabilities capabilities() const noexcept override { return {}; }
  void publish(std::string_view topic, vgen::TopicSettings settings, std::string_view data,
               std::string_view except) override {
    if (is_away) throw vgen::Error(vgen::ErrorKind::unavailable, "away");
    hub_.publish(topic, settings, data, except);
  }
  void tell(vgen::SharedPublication command) override { hub_.tell(std::move(command)); }
  void subscribe(vgen::HubListener& listener, std::string_view topic, vgen::TopicSettings settings,
                 std::optional<vgen::TopicPosition> resume, std::uint64_t ticket) override {
    hub_.subscribe(listener, topic, settings, resume, ticket);
  }
  void unsubscribe(vgen::HubListener& listener, std::string_view topic) override {
    hub_.unsubscribe(listener, topic);
  }

  bool is_away = false;

 private:
  vgen::MemoryHub hub_;
};

/// A client of the API whose subscribers see each other.
struct Office {
  explicit Office(std::shared_ptr<vgen::PresenceStore> store = {},
                  vgen::WebsocketLimits limits = {})
      : Office(office::make(singletons), std::move(store), limits) {}

  Channel open(std::string_view user, std::string_view target = "/office") {
    return client.channel(target, {{"Authorization", "Bearer " + std::string(user)}});
  }
  /// Opens a channel that has subscribed to a topic, and forgets what it has got.
  Channel enter(std::string_view user, std::string_view topic = "rooms/a") {
    Channel channel = open(user);
    channel.send(R"({"subscribe":")" + std::string(topic) + R"("})");
    CHECK(!channel.receive_all().empty());
    return channel;
  }
  Messages receive(Channel& channel) {
    client.poll();
    return channel.receive_all();
  }

  office::Singletons singletons;
  vgen::Hub hub;
  vgen::testing::Client client;

 private:
  Office(vgen::Api api, std::shared_ptr<vgen::PresenceStore> store, vgen::WebsocketLimits limits)
      : hub(api.hub()),
        client(with(std::move(api), std::move(store)),
               {.websocket = limits, .strict_channels = vgen_test::in_strict_mode()}) {}

  static vgen::Api with(vgen::Api api, std::shared_ptr<vgen::PresenceStore> store) {
    if (store != nullptr) api.use_presence(std::move(store));
    return api;
  }
};

std::string member(const Channel& channel, std::string_view name, std::string_view mood = "free") {
  return R"({"id":")" + std::string(channel.id()) + R"(","data":{"name":")" + std::string(name) +
         R"(","mood":")" + std::string(mood) + R"("}})";
}
std::string present(const std::string& members, std::string_view topic = "rooms/a") {
  return R"({"topic":")" + std::string(topic) + R"(","present":[)" + members + "]}";
}
std::string joined(const std::string& member, std::string_view topic = "rooms/a") {
  return R"({"topic":")" + std::string(topic) + R"(","joined":)" + member + "}";
}
std::string left(const std::string& member, std::string_view topic = "rooms/a") {
  return R"({"topic":")" + std::string(topic) + R"(","left":)" + member + "}";
}

}  // namespace

TEST_CASE_METHOD(Office, "presence: who subscribes sees all, and the others see who joins and left",
                 "[presence]") {
  Channel ada = open("ada");
  ada.send(R"({"subscribe":"lobby","$id":1})");
  CHECK(ada.receive_all() ==
        Messages{R"({"subscribed":"lobby","$id":1})", present(member(ada, "ada"), "lobby")});
  Channel bob = open("bob");
  bob.send(R"({"subscribe":"lobby"})");
  CHECK(bob.receive_all() ==
        Messages{R"({"subscribed":"lobby"})",
                 present(member(ada, "ada") + "," + member(bob, "bob"), "lobby")});
  CHECK(receive(ada) == Messages{joined(member(bob, "bob"), "lobby")});
  const std::string bob_was = member(bob, "bob");
  bob.close();
  CHECK(receive(ada) == Messages{left(bob_was, "lobby")});
  ada.send(R"({"unsubscribe":"lobby"})");
  CHECK(ada.receive_all() == Messages{R"({"unsubscribed":"lobby"})"});
  CHECK(hub.present<office::lobby, office::Member>().empty());
}

TEST_CASE_METHOD(Office, "presence: each topic has its own members", "[presence]") {
  Channel ada = enter("ada");
  Channel bob = enter("bob", "rooms/b");
  Channel cleo = enter("cleo", "lobby");
  CHECK(receive(ada).empty());
  CHECK(client.get("/rooms/a").body == R"([{"name":"ada","mood":"free"}])");
  CHECK(client.get("/rooms/b").body == R"([{"name":"bob","mood":"free"}])");
  CHECK(client.get("/rooms/c").body == "[]");
  CHECK(client.get("/count").body == "1");
}

TEST_CASE_METHOD(Office, "presence: the server sees typed members", "[presence]") {
  Channel ada = enter("ada");
  ada.send(R"({"action":"show","mood":"busy","note":"\"lunch\" ü"})");
  const auto members = hub.present<office::room_events, office::Member>("a");
  REQUIRE(members.size() == 1);
  CHECK(members[0].id == ada.id());
  CHECK(members[0].data.name == "ada");
  CHECK(members[0].data.mood == office::Mood::busy);
  CHECK(members[0].data.note == "\"lunch\" ü");
  CHECK_THROWS_AS((hub.present<office::room_events, office::Member>("")), std::invalid_argument);
}

TEST_CASE_METHOD(Office, "presence: all are told of other data, and of the same data nobody",
                 "[presence]") {
  Channel ada = enter("ada");
  Channel bob = enter("bob");
  CHECK(receive(ada) == Messages{joined(member(bob, "bob"))});
  bob.send(R"({"action":"show","mood":"busy"})");
  bob.send(R"({"action":"show","mood":"busy"})");
  const Messages change{joined(member(bob, "bob", "busy"))};
  CHECK(receive(bob) == change);
  CHECK(receive(ada) == change);
  const std::string bob_was = member(bob, "bob", "busy");
  bob.close();
  CHECK(receive(ada) == Messages{left(bob_was)});
}

TEST_CASE_METHOD(Office, "presence: who does not show himself sees the others", "[presence]") {
  Channel ada = enter("ada");
  Channel spy = open("spy", "/office?hidden=true");
  spy.send(R"({"subscribe":"rooms/a"})");
  CHECK(spy.receive_all().back() == present(member(ada, "ada")));
  CHECK(receive(ada).empty());
  spy.send(R"({"action":"show","mood":"free"})");
  CHECK(receive(ada) == Messages{joined(member(spy, "spy"))});
  CHECK(receive(spy) == Messages{joined(member(spy, "spy"))});
  spy.send(R"({"action":"hide"})");
  spy.send(R"({"action":"hide"})");
  CHECK(receive(ada) == Messages{left(member(spy, "spy"))});
  spy.close();
  CHECK(receive(ada).empty());
}

TEST_CASE_METHOD(Office, "presence: each type of members has topics of its own", "[presence]") {
  Channel ada = enter("ada", "guests");
  CHECK(hub.present<office::guests, office::Guest>().empty());
  ada.send(R"({"action":"visit","number":7})");
  const std::string guest = R"({"id":")" + std::string(ada.id()) + R"(","data":{"number":7}})";
  CHECK(receive(ada) == Messages{joined(guest, "guests")});
  const auto members = hub.present<office::guests, office::Guest>();
  REQUIRE(members.size() == 1);
  CHECK(members[0].id == ada.id());
  CHECK(members[0].data.number == 7);
}

TEST_CASE_METHOD(Office, "presence: a topic without it has no such frames", "[presence]") {
  Channel ada = open("ada");
  ada.send(R"({"subscribe":"quiet"})");
  CHECK(receive(ada) == Messages{R"({"subscribed":"quiet"})"});
}

TEST_CASE_METHOD(Office, "presence: a second subscription is answered with the members again",
                 "[presence]") {
  Channel ada = enter("ada", "lobby");
  ada.send(R"({"subscribe":"lobby","$id":2})");
  CHECK(receive(ada) ==
        Messages{R"({"subscribed":"lobby","$id":2})", present(member(ada, "ada"), "lobby")});
  CHECK(client.get("/count").body == "1");
}

TEST_CASE_METHOD(Office, "presence: a function subscribes its channel", "[presence]") {
  Channel ada = open("ada", "/office?room=a");
  CHECK(receive(ada) == Messages{present(member(ada, "ada"))});
  Channel bob = open("bob", "/office?room=a&hidden=true");
  CHECK(receive(bob) == Messages{present(member(ada, "ada"))});
  ada.send(R"({"action":"leave","room":"a"})");
  CHECK(receive(ada).empty());
  CHECK(receive(bob) == Messages{left(member(ada, "ada"))});
}

TEST_CASE_METHOD(Office, "presence: the server ends a subscription", "[presence]") {
  Channel ada = enter("ada");
  Channel bob = enter("bob");
  CHECK(receive(ada).size() == 1);
  hub.unsubscribe(office::room_events("a"), bob.id());
  CHECK(receive(bob) == Messages{R"({"unsubscribed":"rooms/a"})"});
  CHECK(receive(ada) == Messages{left(member(bob, "bob"))});
  hub.close(office::room_events("a"));
  CHECK(receive(ada).empty());
  CHECK(client.get("/rooms/a").body == "[]");
}

TEST_CASE_METHOD(Office, "presence: a text with escapes is one topic", "[presence]") {
  Channel ada = open("ada");
  ada.send(R"({"subscribe":"rooms/%61%2fb"})");
  CHECK(receive(ada).back() == present(member(ada, "ada"), "rooms/a%2Fb"));
  CHECK(hub.present<office::room_events, office::Member>("a/b").size() == 1);
}

TEST_CASE_METHOD(Office, "presence: clients cannot name the topic of the changes", "[presence]") {
  Channel ada = open("ada");
  CHECK(ada.exchange(R"({"subscribe":"#presence/lobby"})").starts_with(R"({"error":{)"));
}

TEST_CASE("presence: changes are not dropped for a slow client, messages are", "[presence]") {
  Office office({}, {.unsent_bytes = 600});
  Channel screen = office.open("screen", "/screen?hidden=true");
  screen.send(R"({"subscribe":"rooms/a"})");
  CHECK(screen.receive_all().size() == 2);
  Channel ada = office.enter("ada");
  for (int i = 0; i < 30; ++i) {
    const office::Event event{"message " + std::to_string(i)};
    office.hub.publish(office::room_events("a"), event);
    office.client.poll();
  }
  Channel bob = office.enter("bob");
  Messages received = office.receive(screen);
  const auto is_message = [](const std::string& text) {
    return text.find(R"("data":{"text")") != std::string::npos;
  };
  CHECK(std::ranges::count_if(received, is_message) < 30);
  const auto is_other = [](const std::string& text) {
    return text.find(R"("joined":)") == std::string::npos;
  };
  std::erase_if(received, is_other);
  CHECK(received == Messages{joined(member(ada, "ada")), joined(member(bob, "bob"))});
  CHECK_FALSE(screen.closed());
}

TEST_CASE("presence: a member of a process that has crashed expires", "[presence]") {
  vgen::testing::ManualClock clock;
  const auto store = std::make_shared<vgen::MemoryPresence>(&clock);
  Office office(store);
  Channel ada = office.enter("ada");
  const auto none = [](auto&&) {};
  store->set("rooms/a", {.id = "x", .data = R"({"name":"bob","mood":"free"})"}, 50s, none);
  CHECK(office.client.get("/rooms/a").body ==
        R"([{"name":"ada","mood":"free"},{"name":"bob","mood":"free"}])");
  for (int i = 0; i < 9; ++i) {
    clock.advance(5s);
    office.client.advance(5s);
  }
  CHECK(office.receive(ada).empty());
  for (int i = 0; i < 2; ++i) {
    clock.advance(5s);
    office.client.advance(5s);
  }
  CHECK(office.receive(ada) == Messages{left(R"({"id":"x","data":{"name":"bob","mood":"free"}})")});
  // Ada's connection is there, so she is.
  CHECK(office.client.get("/rooms/a").body == R"([{"name":"ada","mood":"free"}])");
}

TEST_CASE("presence: who has been forgotten joins again", "[presence]") {
  const auto store = std::make_shared<vgen::MemoryPresence>();
  Office office(store);
  Channel ada = office.enter("ada");
  Channel bob = office.enter("bob");
  CHECK(office.receive(ada).size() == 1);
  const auto none = [](auto&&) {};
  store->remove("rooms/a", bob.id(), none);
  office.client.advance(25s);
  CHECK(office.receive(ada) == Messages{joined(member(bob, "bob"))});
}

TEST_CASE("presence: a store that answers later loses no change and undoes none", "[presence]") {
  const auto store = std::make_shared<SlowPresence>();
  Office office(store);
  Channel ada = office.open("ada");
  ada.send(R"({"subscribe":"lobby"})");
  CHECK(office.receive(ada) == Messages{R"({"subscribed":"lobby"})"});
  CHECK(store->answer());  // Ada is in, and asks who is there
  Channel bob = office.open("bob");
  bob.send(R"({"subscribe":"lobby"})");
  CHECK(store->answer());  // the list for Ada, without Bob
  CHECK(store->answer());  // Bob is in
  CHECK(office.receive(ada) ==
        Messages{present(member(ada, "ada"), "lobby"), joined(member(bob, "bob"), "lobby")});
  // Bob has no list yet. Meanwhile he changes, and Ada goes.
  bob.send(R"({"action":"show","mood":"busy"})");
  const std::string ada_was = member(ada, "ada");
  ada.close();
  CHECK(office.receive(bob) == Messages{R"({"subscribed":"lobby"})"});
  CHECK(store->answer());  // the list for Bob
  CHECK(store->answer());  // he is busy
  CHECK(store->answer());  // Ada is gone
  CHECK(office.receive(bob) == Messages{present(ada_was + "," + member(bob, "bob"), "lobby"),
                                        joined(member(bob, "bob", "busy"), "lobby"),
                                        left(ada_was, "lobby")});
  CHECK_FALSE(store->answer());
}

TEST_CASE("presence: the answer of a store comes too late", "[presence]") {
  const auto store = std::make_shared<SlowPresence>();
  {
    Office office(store);
    Channel ada = office.open("ada");
    ada.send(R"({"subscribe":"lobby"})");
    ada.send(R"({"unsubscribe":"lobby"})");
    while (store->answer()) {
    }
    CHECK(office.receive(ada) ==
          Messages{R"({"subscribed":"lobby"})", R"({"unsubscribed":"lobby"})"});
    ada.send(R"({"subscribe":"lobby"})");
  }
  while (store->answer()) {  // nobody is there any more
  }
}

TEST_CASE("presence: after a time without hub, the whole list says what has changed",
          "[presence]") {
  office::Singletons singletons;
  vgen::Api api = office::make(singletons);
  const auto hub = std::make_shared<AwayHub>();
  api.use_hub(hub);
  vgen::testing::Client client(std::move(api), {.strict_channels = vgen_test::in_strict_mode()});
  const auto open = [&](const std::string& user) {
    Channel channel = client.channel("/office", {{"Authorization", "Bearer " + user}});
    channel.send(R"({"subscribe":"lobby"})");
    CHECK(channel.receive_all().size() == 2);
    return channel;
  };
  Channel ada = open("ada");
  Channel bob = open("bob");
  client.poll();
  CHECK(ada.receive_all().size() == 1);
  hub->is_away = true;
  bob.close();
  client.poll();
  CHECK(ada.receive_all().empty());
  hub->is_away = false;
  auto lost = std::make_shared<vgen::Publication>();
  lost->kind = vgen::Publication::Kind::lost;
  lost->topic = "#presence/lobby";
  hub->tell(lost);
  client.poll();
  CHECK(ada.receive_all() == Messages{present(member(ada, "ada"), "lobby")});
}
