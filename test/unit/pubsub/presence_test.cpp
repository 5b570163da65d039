#include "test/unit/pubsub/presence_suite.hpp"

#include <vgen/core/clock.hpp>
#include <vgen/pubsub/hub_core.hpp>
#include <vgen/pubsub/memory_hub.hpp>
#include <vgen/pubsub/memory_presence.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <stdexcept>
#include <string>

namespace {

/// Moves only when a test moves it.
class SetClock final : public vgen::Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return {}; }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override { return time; }

  std::chrono::steady_clock::time_point time{};
};

/// A hub that says it connects several processes.
class WideHub final : public vgen::EventHub {
 public:
  [[nodiscard]] vgen::HubCapabilities capabilities() const noexcept override {
    return {.several_nodes = true};
  }
  void publish(std::string_view /*topic*/, vgen::TopicSettings /*settings*/,
               std::string_view /*data*/, std::string_view /*except*/) override {}
  void tell(vgen::SharedPublication /*command*/) override {}
  void subscribe(vgen::HubListener& /*listener*/, std::string_view /*topic*/,
                 vgen::TopicSettings /*settings*/, std::optional<vgen::TopicPosition> /*resume*/,
                 std::uint64_t /*ticket*/) override {}
  void unsubscribe(vgen::HubListener& /*listener*/, std::string_view /*topic*/) override {}
};

std::string fault_of(std::span<const vgen::TopicRow> rows) {
  vgen::HubCore core(rows);
  CHECK_NOTHROW(core.check());
  core.use(std::make_shared<WideHub>());
  try {
    core.check();
  } catch (const std::invalid_argument& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("presence in memory does what every store must do", "[pubsub][presence]") {
  SetClock clock;
  vgen_test::check_presence_store([&] { return std::make_unique<vgen::MemoryPresence>(&clock); },
                                  [&](std::chrono::milliseconds time) { clock.time += time; });
}

TEST_CASE("presence in memory: topics without members are forgotten", "[pubsub][presence]") {
  SetClock clock;
  vgen::MemoryPresence store(&clock);
  const auto none = [](auto&&) {};
  store.set("a", {.id = "1", .data = "{}"}, std::chrono::seconds(1), none);
  store.set("b", {.id = "1", .data = "{}"}, std::chrono::seconds(1), none);
  CHECK(store.topics() == 2);
  store.remove("a", "1", none);
  CHECK(store.topics() == 1);
  clock.time += std::chrono::seconds(1);
  store.expire(none);
  CHECK(store.topics() == 0);
}

TEST_CASE("a hub of several processes needs a store that they share", "[pubsub][presence]") {
  static constexpr vgen::PresenceRow presence{};
  static constexpr vgen::TopicRow with[] = {{.name = "a"}, {.name = "b", .presence = &presence}};
  static constexpr vgen::TopicRow without[] = {{.name = "a"}};
  CHECK(fault_of(without).empty());
  CHECK(fault_of(with) ==
        "the hub connects several processes, but each of them knows only its own members of "
        "topics: call use_presence with a store that they share");
}
