#include "test/unit/pubsub/presence_suite.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <string>
#include <thread>
#include <vector>

namespace vgen_test {
namespace {

using namespace std::chrono_literals;
using Members = std::vector<vgen::PresentMember>;
using Expired = std::vector<vgen::ExpiredMember>;

constexpr auto life = 400ms;

/// Asks a store and waits for its answers.
class Asker {
 public:
  explicit Asker(std::unique_ptr<vgen::PresenceStore> store) : store_(std::move(store)) {}

  bool set(const std::string& topic, const vgen::PresentMember& member) {
    return answer<bool>([&](auto done) { store_->set(topic, member, life, done); });
  }
  bool remove(const std::string& topic, const std::string& id) {
    return answer<bool>([&](auto done) { store_->remove(topic, id, done); });
  }
  Members present(const std::string& topic) {
    return answer<Members>([&](auto done) { store_->present(topic, done); });
  }
  Expired expire() {
    return answer<Expired>([&](auto done) { store_->expire(done); });
  }
  [[nodiscard]] vgen::PresenceStore& store() { return *store_; }

 private:
  template <class T, class Ask>
  T answer(const Ask& ask) {
    auto promise = std::make_shared<std::promise<T>>();
    std::future<T> future = promise->get_future();
    ask([promise](T value) { promise->set_value(std::move(value)); });
    if (future.wait_for(10s) != std::future_status::ready) FAIL("the store does not answer");
    return future.get();
  }

  std::unique_ptr<vgen::PresenceStore> store_;
};

const vgen::PresentMember ada{.id = "1", .data = R"({"name":"Ada"})"};
const vgen::PresentMember bob{.id = "2", .data = R"({"name":"B\"ö\u0000b"})"};
const vgen::PresentMember busy_ada{.id = "1", .data = R"({"name":"Ada","mood":"busy"})"};

}  // namespace

void check_presence_store(const std::function<std::unique_ptr<vgen::PresenceStore>()>& make,
                          const std::function<void(std::chrono::milliseconds)>& pass) {
  Asker asker(make());

  SECTION("a topic that nobody knows has no members") {
    CHECK(asker.present("a").empty());
    CHECK_FALSE(asker.remove("a", "1"));
    CHECK(asker.expire().empty());
  }
  SECTION("members are there in their order, each topic has its own") {
    CHECK(asker.set("a", ada));
    CHECK(asker.set("a", bob));
    CHECK(asker.set("b/%2F", ada));
    CHECK(asker.present("a") == Members{ada, bob});
    CHECK(asker.present("b/%2F") == Members{ada});
  }
  SECTION("other data replaces, and keeps the place") {
    CHECK(asker.set("a", ada));
    CHECK(asker.set("a", bob));
    CHECK_FALSE(asker.set("a", busy_ada));
    CHECK(asker.present("a") == Members{busy_ada, bob});
  }
  SECTION("a member is removed once") {
    CHECK(asker.set("a", ada));
    CHECK(asker.set("a", bob));
    CHECK(asker.remove("a", "1"));
    CHECK_FALSE(asker.remove("a", "1"));
    CHECK_FALSE(asker.remove("b", "2"));
    CHECK(asker.present("a") == Members{bob});
    CHECK(asker.set("a", ada));
    CHECK(asker.present("a") == Members{bob, ada});
  }
  SECTION("a member that is not refreshed expires, and is given to one caller") {
    CHECK(asker.set("a", ada));
    CHECK(asker.set("a", bob));
    pass(life / 2);
    CHECK_FALSE(asker.set("a", ada));
    CHECK(asker.expire().empty());
    pass(life * 3 / 4);
    CHECK(asker.present("a") == Members{ada});
    CHECK(asker.expire() == Expired{{.topic = "a", .member = bob}});
    CHECK(asker.expire().empty());
    CHECK_FALSE(asker.remove("a", "2"));
    CHECK(asker.set("a", bob));
    CHECK(asker.present("a") == Members{ada, bob});
  }
  SECTION("who comes back before anybody has looked is new") {
    CHECK(asker.set("a", ada));
    pass(life * 5 / 4);
    CHECK(asker.present("a").empty());
    CHECK(asker.set("a", busy_ada));
    CHECK(asker.expire().empty());
    CHECK(asker.present("a") == Members{busy_ada});
  }
  SECTION("several threads") {
    constexpr int threads = 4;
    constexpr int members = 50;
    std::vector<std::thread> all;
    std::atomic<int> new_ones = 0;
    std::atomic<int> removed = 0;
    for (int thread = 0; thread < threads; ++thread) {
      all.emplace_back([&, thread] {
        for (int i = 0; i < members; ++i) {
          const std::string id = std::to_string(thread) + "-" + std::to_string(i);
          asker.store().set("a", {.id = id, .data = "{}"}, 60s,
                            [&](bool is_new) { new_ones += is_new ? 1 : 0; });
          if (i % 2 == 0) continue;
          asker.store().remove("a", id, [&](bool was_there) { removed += was_there ? 1 : 0; });
        }
      });
    }
    for (std::thread& thread : all) thread.join();
    CHECK(asker.present("a").size() == threads * members / 2);
    CHECK(new_ones == threads * members);
    CHECK(removed == threads * members / 2);
  }
}

}  // namespace vgen_test
