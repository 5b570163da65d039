#include "test/unit/pubsub/event_hub_suite.hpp"

#include <catch2/catch.hpp>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen_test {
namespace {

using Notes = std::vector<std::string>;

/// Writes down what it gets: "subscribed 1 @0", "a: 7 @1 not x".
class Listener final : public vgen::HubListener {
 public:
  void subscribed(vgen::TopicSubscribed answer) noexcept override {
    const std::lock_guard lock(mutex_);
    epoch_ = answer.at.epoch;
    std::string note =
        "subscribed " + std::to_string(answer.ticket) + " @" + std::to_string(answer.at.offset);
    if (answer.lost)
      note += " lost " + std::to_string(answer.lost->from) + "-" + std::to_string(answer.lost->to);
    notes_.push_back(std::move(note));
    for (const vgen::SharedPublication& missed : answer.missed) notes_.push_back(text_of(*missed));
  }
  void published(const vgen::SharedPublication& publication) noexcept override {
    const std::lock_guard lock(mutex_);
    notes_.push_back(text_of(*publication));
  }

  Notes take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(notes_, {});
  }
  [[nodiscard]] std::uint64_t epoch() {
    const std::lock_guard lock(mutex_);
    return epoch_;
  }

 private:
  static std::string text_of(const vgen::Publication& publication) {
    using Kind = vgen::Publication::Kind;
    if (publication.kind == Kind::close) return publication.topic + ": close";
    if (publication.kind == Kind::unsubscribe)
      return publication.topic + ": unsubscribe " + publication.channel;
    std::string text(publication.text());
    text = publication.topic + ": " + std::string(between(text, R"("data":)", ",}"));
    text += " @" + std::to_string(publication.at.offset);
    if (!publication.channel.empty()) text += " not " + publication.channel;
    return text;
  }
  static std::string_view between(std::string_view text, std::string_view begin,
                                  std::string_view ends) {
    text.remove_prefix(text.find(begin) + begin.size());
    return text.substr(0, text.find_first_of(ends));
  }

  std::mutex mutex_;
  Notes notes_;
  std::uint64_t epoch_ = 0;
};

constexpr vgen::TopicSettings plain{};
constexpr vgen::TopicSettings three{.history = 3};
constexpr vgen::TopicSettings latest{.replay_last = true};

}  // namespace

void check_event_hub(const std::function<std::shared_ptr<vgen::EventHub>()>& make,
                     const std::function<void()>& settle) {
  const std::shared_ptr<vgen::EventHub> hub = make();
  Listener one;
  Listener two;
  const auto notes = [&](Listener& listener) {
    settle();
    return listener.take();
  };

  SECTION("a listener gets each publication of its topics once") {
    hub->subscribe(one, "a", plain, std::nullopt, 1);
    hub->subscribe(one, "a", plain, std::nullopt, 2);
    hub->subscribe(two, "b", plain, std::nullopt, 3);
    hub->publish("a", plain, "7", "x");
    hub->publish("b", plain, "8", {});
    hub->publish("c", plain, "9", {});
    CHECK(notes(one) == Notes{"subscribed 1 @0", "subscribed 2 @0", "a: 7 @1 not x"});
    CHECK(notes(two) == Notes{"subscribed 3 @0", "b: 8 @1"});
    hub->unsubscribe(one, "a");
    hub->publish("a", plain, "10", {});
    CHECK(notes(one) == Notes{"a: 10 @2"});
    hub->unsubscribe(one, "a");
    hub->unsubscribe(one, "a");
    hub->publish("a", plain, "11", {});
    CHECK(notes(one).empty());
    hub->unsubscribe(two, "b");
  }
  SECTION("what was published before is not delivered") {
    hub->publish("a", three, "1", {});
    hub->subscribe(one, "a", three, std::nullopt, 1);
    hub->publish("a", three, "2", {});
    CHECK(notes(one) == Notes{"subscribed 1 @1", "a: 2 @2"});
    hub->unsubscribe(one, "a");
  }
  SECTION("the latest message comes at once") {
    hub->publish("a", latest, "1", {});
    hub->publish("a", latest, "2", {});
    hub->subscribe(one, "a", latest, std::nullopt, 1);
    CHECK(notes(one) == Notes{"subscribed 1 @1", "a: 2 @2"});
    hub->unsubscribe(one, "a");
    hub->subscribe(one, "a", latest, std::nullopt, 2);
    CHECK(notes(one) == Notes{"subscribed 2 @1", "a: 2 @2"});
    hub->unsubscribe(one, "a");
  }
  if (hub->capabilities().history) {
    SECTION("a subscriber resumes") {
      hub->subscribe(one, "a", three, std::nullopt, 1);
      settle();
      const std::uint64_t epoch = one.epoch();
      CHECK(epoch != 0);
      hub->unsubscribe(one, "a");
      CHECK(notes(one) == Notes{"subscribed 1 @0"});
      for (const char* data : {"1", "2", "3", "4", "5"}) hub->publish("a", three, data, {});
      const auto resume = [&](std::uint64_t of, std::uint64_t offset) {
        hub->subscribe(one, "a", three, vgen::TopicPosition{.epoch = of, .offset = offset}, 2);
        Notes got = notes(one);
        hub->unsubscribe(one, "a");
        return got;
      };
      CHECK(resume(epoch, 5) == Notes{"subscribed 2 @5"});
      CHECK(resume(epoch, 3) == Notes{"subscribed 2 @3", "a: 4 @4", "a: 5 @5"});
      CHECK(resume(epoch, 2) == Notes{"subscribed 2 @2", "a: 3 @3", "a: 4 @4", "a: 5 @5"});
      CHECK(resume(epoch, 0) == Notes{"subscribed 2 @2 lost 1-2", "a: 3 @3", "a: 4 @4", "a: 5 @5"});
      CHECK(resume(epoch, 6) == Notes{"subscribed 2 @5 lost 1-5"});
      CHECK(resume(epoch + 1, 5) == Notes{"subscribed 2 @5 lost 1-5"});
      CHECK(resume(0, 5) == Notes{"subscribed 2 @5 lost 1-5"});
    }
    SECTION("history stays without subscribers") {
      hub->publish("a", three, "1", {});
      hub->subscribe(one, "a", three, std::nullopt, 1);
      settle();
      const std::uint64_t epoch = one.epoch();
      hub->unsubscribe(one, "a");
      hub->publish("a", three, "2", {});
      hub->subscribe(one, "a", three, vgen::TopicPosition{.epoch = epoch, .offset = 1}, 2);
      CHECK(notes(one) == Notes{"subscribed 1 @1", "subscribed 2 @1", "a: 2 @2"});
      hub->unsubscribe(one, "a");
    }
  }
  SECTION("commands reach the listeners of a topic, in its order") {
    hub->subscribe(one, "a", plain, std::nullopt, 1);
    hub->publish("a", plain, "1", {});
    auto command = std::make_shared<vgen::Publication>();
    command->kind = vgen::Publication::Kind::close;
    command->topic = "a";
    hub->tell(command);
    hub->publish("a", plain, "2", {});
    CHECK(notes(one) == Notes{"subscribed 1 @0", "a: 1 @1", "a: close", "a: 2 @2"});
    hub->unsubscribe(one, "a");
  }
  SECTION("two hubs have different epochs") {
    const std::shared_ptr<vgen::EventHub> other = make();
    hub->subscribe(one, "a", three, std::nullopt, 1);
    other->subscribe(two, "a", three, std::nullopt, 1);
    settle();
    CHECK(one.epoch() != two.epoch());
    hub->unsubscribe(one, "a");
    other->unsubscribe(two, "a");
  }
}

}  // namespace vgen_test
