// Channels in the strict mode: all that functions see goes through the record.
#include "test/support/desk_services.hpp"
#include "test/support/sanitizers.hpp"
#include "test/support/stable_problem.hpp"

#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/memory_channel_store.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using vgen::testing::Channel;
using vgen_test::stable;
using Messages = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

/// A store that shows its records, and in which others may be faster.
class WatchedStore final : public vgen::ChannelStore {
 public:
  bool create(const vgen::ChannelRecord& record, Time now) override {
    ids_.push_back(record.id);
    return store_.create(record, now);
  }
  std::optional<vgen::ChannelRecord> load(std::string_view id, Time now) override {
    ++loads;
    return store_.load(id, now);
  }
  vgen::ChannelUpdate update(const vgen::ChannelRecord& record, Time now) override {
    if (before_update) std::exchange(before_update, nullptr)();
    return store_.update(record, now);
  }
  bool renew(std::string_view id, Time expires, Time now) override {
    ++renewals;
    return store_.renew(id, expires, now);
  }
  bool remove(std::string_view id) override { return store_.remove(id); }
  std::vector<std::string> ids(std::string_view api, std::string_view channel,
                               std::string_view after, std::size_t limit, Time now) override {
    return store_.ids(api, channel, after, limit, now);
  }
  std::vector<vgen::ChannelRecord> take_expired(Time now, std::size_t limit) override {
    return store_.take_expired(now, limit);
  }

  /// The record of the channel that was opened last.
  [[nodiscard]] std::optional<vgen::ChannelRecord> last() {
    return store_.load(ids_.back(), Time{});
  }
  /// What another process would do.
  void change(const std::function<void(vgen::ChannelRecord& record)>& how) {
    vgen::ChannelRecord record = last().value();
    how(record);
    REQUIRE(store_.update(record, Time{}) == vgen::ChannelUpdate::done);
  }

  std::function<void()> before_update{};
  int loads = 0;
  int renewals = 0;

 private:
  vgen::MemoryChannelStore store_;
  std::vector<std::string> ids_;
};

/// A client of the API in the strict mode.
struct Strict {
  Strict() : Strict(desk::make(singletons)) {}

  Channel open(std::string_view user = "ada", std::string_view target = "/desks/a?since=3") {
    Channel channel = client.channel(
        target, {{"Authorization", "Bearer " + std::string(user)}, {"X-Desk", "oak"}});
    if (channel.is_open()) opening = channel.receive();
    return channel;
  }
  std::vector<std::string> logged() {
    std::vector<std::string> texts;
    for (const auto& line : log.lines()) texts.push_back(line.message);
    return texts;
  }

  desk::Singletons singletons;
  WatchedStore store;
  vgen::testing::MemoryLog log;
  vgen::Hub hub;
  vgen::testing::Client client;
  std::string opening;

 private:
  explicit Strict(vgen::Api api)
      : hub(api.hub()),
        client(std::move(api),
               {.log = &log, .strict_channels = true, .channel_store = &store}) {}
};

constexpr std::string_view write_hi = R"({"action":"write","$id":1,"text":"hi"})";

std::string draft(int version, std::string_view mood, std::string_view lines) {
  return R"("version":)" + std::to_string(version) + R"(,"weight":0,"mood":")" +
         std::string(mood) + R"(","lines":[)" + std::string(lines) + "]}";
}

const std::string first_line = R"({"text":"a","page":3})";

}  // namespace

TEST_CASE_METHOD(Strict, "strict: the state of a channel is kept as JSON", "[strict]") {
  Channel ada = open();
  CHECK(opening == "{" + draft(0, "calm", first_line));
  CHECK(store.last()->state == "{" + draft(0, "calm", first_line));
  CHECK(ada.exchange(write_hi) == R"({"action":"write","$id":1,)" +
                                      draft(1, "busy", first_line + R"(,{"text":"hi"})"));
  CHECK(store.last()->state == "{" + draft(1, "busy", first_line + R"(,{"text":"hi"})"));
  CHECK(store.last()->version == 1);
  CHECK(store.last()->channel == "live");
}

TEST_CASE_METHOD(Strict, "strict: each event has what the record says", "[strict]") {
  Channel ada = open();
  store.change([](vgen::ChannelRecord& record) {
    record.state = R"({"version":7,"lines":[],"mood":"calm","weight":1.5,"dropped":true})";
    record.session = R"({"user":"eve"})";
    record.request.target = "/desks/elsewhere?q=1";
  });
  CHECK(ada.exchange(write_hi) ==
        R"({"action":"write","$id":1,"version":8,"weight":1.5,"mood":"busy","lines":[{"text":"hi"}]})");
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"eve"})");
  CHECK(ada.exchange(R"({"action":"where"})") ==
        R"({"action":"where","text":"/desks/elsewhere q=1 oak"})");
}

TEST_CASE_METHOD(Strict, "strict: the session goes through the record", "[strict]") {
  Channel ada = open();
  CHECK(store.last()->session == R"({"user":"ada"})");
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"ada"})");
  CHECK(ada.exchange(R"({"action":"become","text":"bob"})") ==
        R"({"action":"become","text":"bob"})");
  CHECK(store.last()->session == R"({"user":"bob"})");
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"bob"})");
  CHECK(ada.exchange(R"({"authenticate":"carl","$id":4})") == R"({"$id":4})");
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"carl"})");
  CHECK(ada.exchange(R"({"action":"become","text":""})") ==
        R"({"action":"become","text":"nobody"})");
  CHECK(store.last()->session == std::nullopt);
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"nobody"})");
}

TEST_CASE_METHOD(Strict, "strict: a session that is not valid as JSON is a clear error",
                 "[strict]") {
  Channel ada = open();
  CHECK(stable(ada.exchange(R"({"action":"become","text":"x","$id":1})")) ==
        R"({"error":{"type":"urn:vgen:internal","title":"Internal error","status":500,"detail":)"
        R"("The session of the channel 'live' does not survive its JSON: it cannot be read back."},)"
        R"("action":"become","$id":1})");
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"ada"})");
}

TEST_CASE_METHOD(Strict, "strict: a state that is not valid as JSON is a clear error", "[strict]") {
  Channel ada = open();
  const std::string answer = stable(ada.exchange(R"({"action":"spoil","$id":1})"));
  INFO(answer);
  CHECK(answer.find("The state of the channel 'live' does not survive its JSON: ") !=
        std::string::npos);
  CHECK(answer.ends_with(R"("action":"spoil","$id":1})"));
  CHECK(ada.receive_all().empty());  // what the function has replied, does not leave
  REQUIRE(logged().size() == 1);
  CHECK(logged()[0].starts_with("The state of the channel 'live' does not survive its JSON: "));
  CHECK(ada.exchange(write_hi).find(R"("version":1,"weight":0)") != std::string::npos);
}

TEST_CASE_METHOD(Strict, "strict: such a state of the opening refuses the handshake", "[strict]") {
  const Channel ada = open("ada", "/desks/heavy");
  CHECK_FALSE(ada.is_open());
  CHECK(ada.handshake().status == 500);
  CHECK(ada.handshake().body.find("does not survive its JSON") != std::string::npos);
  CHECK(singletons.events.empty());
}

TEST_CASE("strict: a function that keeps a pointer sees it only without the mode", "[strict]") {
  const bool is_strict = GENERATE(false, true);
  desk::Singletons singletons;
  vgen::testing::Client client(desk::make(singletons), {.strict_channels = is_strict});
  Channel ada = client.channel("/desks/a");
  ada.send(R"({"action":"isSame"})");
  CHECK(ada.receive_all().back() == R"({"action":"isSame","result":false})");
  CHECK(ada.exchange(R"({"action":"isSame"})") ==
        (is_strict ? R"({"action":"isSame","result":false})"
                   : R"({"action":"isSame","result":true})"));
}

#if !VGEN_TEST_ADDRESS_SANITIZER  // which finds it itself
TEST_CASE_METHOD(Strict, "strict: a function that writes to an earlier state is found", "[strict]") {
  Channel ada = open();
  ada.send(write_hi);
  ada.send(R"({"action":"scribble"})");
  (void)ada.receive_all();
  CHECK(singletons.kept->version != 1);  // nor can it read it
  CHECK(stable(ada.exchange(R"({"action":"who","$id":2})")) ==
        R"({"error":{"type":"urn:vgen:internal","title":"Internal error","status":500,"detail":)"
        R"("A function has kept a pointer to the state or the session of an earlier event, and has )"
        R"(written to it. Both end with their event."},"action":"who","$id":2})");
  CHECK(ada.exchange(write_hi).find(R"("version":2)") != std::string::npos);
}
#endif

TEST_CASE_METHOD(Strict, "strict: what an event sends leaves in order at its end", "[strict]") {
  Channel ada = open();
  Channel bob = open("bob");
  ada.send(R"({"action":"spread","text":"hi"})");
  CHECK(ada.receive_all() == Messages{R"({"text":"first hi"})",
                                      R"({"action":"spread","text":"done"})",
                                      R"({"text":"last hi"})"});
  CHECK(bob.receive_all() == Messages{R"({"text":"hi"})"});
}

TEST_CASE_METHOD(Strict, "strict: messages that wait keep their order", "[strict]") {
  Channel ada = open();
  ada.send(R"({"action":"writeLater","$id":1,"text":"one"})");
  ada.send(R"({"action":"write","$id":2,"text":"two"})");
  ada.send(R"({"action":"writeLater","$id":3,"text":"three"})");
  ada.send(R"({"action":"who","$id":4})");
  CHECK(ada.receive_all().empty());
  client.advance(1s);
  client.advance(1s);
  const Messages answers = ada.receive_all();
  REQUIRE(answers.size() == 4);
  CHECK(answers[2] == R"({"action":"writeLater","$id":3,)" +
                          draft(3, "busy", first_line + R"(,{"text":"one"},{"text":"two"},)"
                                                        R"({"text":"three"})"));
  CHECK(answers[3] == R"({"action":"who","$id":4,"text":"ada"})");
  CHECK(store.last()->version == 3);
}

TEST_CASE_METHOD(Strict, "strict: of two events at once, one runs again", "[strict]") {
  Channel ada = open();
  ada.send(R"({"action":"writeBeside","$id":1,"text":"one"})");
  ada.send(R"({"action":"writeBeside","$id":2,"text":"two"})");
  CHECK(singletons.events == Messages{"writes one", "writes two"});
  client.advance(1s);
  CHECK(singletons.events == Messages{"writes one", "writes two", "writes two"});
  CHECK(ada.receive_all() == Messages{R"({"action":"writeBeside","$id":1,)" +
                                      draft(1, "calm", first_line + R"(,{"text":"one"})")});
  client.advance(1s);
  const std::string both = first_line + R"(,{"text":"one"},{"text":"two"})";
  CHECK(ada.receive_all() ==
        Messages{R"({"action":"writeBeside","$id":2,)" + draft(2, "calm", both)});
  CHECK(store.last()->state == "{" + draft(2, "calm", both));
}

TEST_CASE_METHOD(Strict, "strict: an event that meets others twice is refused", "[strict]") {
  Channel ada = open();
  const auto other = [this] {
    store.change([](vgen::ChannelRecord& record) { record.session = R"({"user":"eve"})"; });
  };
  store.before_update = [&] {
    other();
    store.before_update = other;
  };
  CHECK(stable(ada.exchange(write_hi)) ==
        R"({"error":{"type":"urn:vgen:unavailable","title":"Unavailable","status":503,"detail":)"
        R"("Other events have changed the channel at the same time, twice."},)"
        R"("action":"write","$id":1})");
  store.before_update = other;
  CHECK(ada.exchange(write_hi) == R"({"action":"write","$id":1,)" +
                                      draft(1, "busy", first_line + R"(,{"text":"hi"})"));
  CHECK(store.last()->session == R"({"user":"eve"})");
}

TEST_CASE_METHOD(Strict, "strict: an event that changes nothing meets nobody", "[strict]") {
  Channel ada = open();
  store.before_update = [] { FAIL("the record is written"); };
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"ada"})");
  CHECK(store.last()->version == 0);
  store.before_update = nullptr;
}

TEST_CASE_METHOD(Strict, "strict: subscriptions go through the record", "[strict]") {
  Channel ada = open();
  (void)ada.exchange(R"({"subscribe":"notes/x"})");
  REQUIRE(store.last()->subscriptions.size() == 1);
  CHECK(store.last()->subscriptions[0].topic == "notes/x");
  REQUIRE(store.last()->subscriptions[0].at);
  CHECK(store.last()->subscriptions[0].at->offset == 0);
  hub.publish(desk::notes("x"), {"one"});
  CHECK(ada.receive().find(R"("data":{"text":"one"})") != std::string::npos);
  CHECK(store.last()->subscriptions[0].at->offset == 1);
  store.change([](vgen::ChannelRecord& record) {
    record.subscriptions = {{.topic = "notes/y"}};  // as another process would
  });
  (void)ada.exchange(R"({"action":"who"})");
  hub.publish(desk::notes("x"), {"two"});
  hub.publish(desk::notes("y"), {"three"});
  CHECK(ada.receive().find(R"({"topic":"notes/y","data":{"text":"three"})") == 0);
  CHECK(ada.receive_all().empty());
  (void)ada.exchange(R"({"unsubscribe":"notes/y"})");
  CHECK(store.last()->subscriptions.empty());
}

TEST_CASE_METHOD(Strict, "strict: the close handler runs once, with the record", "[strict]") {
  Channel bob = open("bob");
  {
    Channel ada = open();
    ada.send(write_hi);
    CHECK(store.last().has_value());
    ada.close();
    ada.close();
    CHECK(singletons.events == Messages{"ada leaves hi"});
    CHECK_FALSE(store.last().has_value());
  }
  CHECK(singletons.events == Messages{"ada leaves hi"});
  CHECK(bob.receive_all() == Messages{R"({"text":"one has left"})"});
}

TEST_CASE_METHOD(Strict, "strict: the close handler comes after what runs", "[strict]") {
  Channel ada = open();
  ada.send(R"({"action":"writeLater","text":"one"})");
  ada.send(R"({"action":"write","text":"two"})");
  ada.close();
  client.advance(1s);
  CHECK(std::ranges::count_if(singletons.events,
                              [](const std::string& text) { return text.starts_with("ada"); }) ==
        1);
  CHECK_FALSE(store.last().has_value());
}

TEST_CASE_METHOD(Strict, "strict: a handler closes after what it has sent", "[strict]") {
  Channel ada = open();
  CHECK(ada.exchange(R"({"action":"leave"})") == "");
  CHECK(ada.closed() == Channel::Closed{.code = 4000, .reason = "enough"});
  CHECK(singletons.events == Messages{"ada leaves a"});
}

TEST_CASE_METHOD(Strict, "strict: a channel whose record is gone closes", "[strict]") {
  Channel ada = open();
  REQUIRE(store.remove(store.last()->id));
  ada.send(write_hi);
  CHECK(ada.closed() == Channel::Closed{.code = 1011, .reason = "the store has lost the channel"});
  CHECK(logged() == Messages{"The store has lost the record of the channel 'live'."});
  CHECK(singletons.events.empty());
}

TEST_CASE_METHOD(Strict, "strict: the record of an open channel is renewed", "[strict]") {
  Channel ada = open();
  for (int hour = 0; hour < 60; ++hour) client.advance(1h);
  CHECK(store.renewals >= 9);
  CHECK(ada.exchange(R"({"action":"who"})") == R"({"action":"who","text":"ada"})");
}

TEST_CASE_METHOD(Strict, "strict: streams need a server that holds the connection", "[strict]") {
  const std::string detail(vgen::strict_has_no_streams);
  const vgen::Response response = client.get("/numbers");
  CHECK(response.status == 501);
  CHECK(response.body.find(detail) != std::string::npos);
  CHECK(client.events("/numbers").response().status == 501);
  Channel rpc = client.rpc();
  CHECK(stable(rpc.exchange(R"({"method":"numbers","params":[],"id":1})")) ==
        R"({"id":1,"error":{"code":501,"message":"Not implemented","data":{)"
        R"("type":"urn:vgen:not-implemented","title":"Not implemented","status":501,"detail":")" +
            detail + R"("}}})");
}
