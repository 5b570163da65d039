#include "test/unit/pubsub/event_hub_suite.hpp"

#include <vgen/pubsub/memory_hub.hpp>

#include <catch2/catch.hpp>

#include <string>

TEST_CASE("event_hub: the hub in memory does what every hub must", "[pubsub]") {
  vgen_test::check_event_hub([] { return std::make_unique<vgen::MemoryHub>(); });
}

TEST_CASE("memory_hub: topics without subscribers do not fill the memory", "[pubsub]") {
  vgen::MemoryHub hub(64);
  for (int i = 0; i < 10'000; ++i) hub.publish("a" + std::to_string(i), {}, "1", {});
  CHECK(hub.topics() == 0);
  for (int i = 0; i < 10'000; ++i) hub.publish("b" + std::to_string(i), {.history = 2}, "1", {});
  CHECK(hub.topics() == 64);
}

TEST_CASE("publication: a message is framed once", "[pubsub]") {
  const vgen::SharedPublication made = vgen::make_publication(
      "rooms/a", R"({"x":1})", "id", {.epoch = 0xab, .offset = 7}, vgen::Shown::position);
  CHECK(made->text() ==
        R"({"topic":"rooms/a","data":{"x":1},"epoch":"00000000000000ab","offset":7})");
  CHECK(made->frame.substr(0, made->head) ==
        std::string("\x81") + static_cast<char>(made->text().size()));
  CHECK(vgen::make_publication("a", "1", {}, {}, vgen::Shown::topic)->text() ==
        R"({"topic":"a","data":1})");
  const vgen::SharedPublication large =
      vgen::make_publication("a", std::string(70'000, '1'), {}, {}, vgen::Shown::nothing);
  CHECK(large->head == 10);
  CHECK(large->text().size() == 70'000);
}

TEST_CASE("publication: epochs as text", "[pubsub]") {
  CHECK(vgen::epoch_text(0x1234) == "0000000000001234");
  CHECK(vgen::epoch_of("0000000000001234") == 0x1234);
  for (const char* wrong :
       {"", "1234", "000000000000123g", "00000000000012345", "+000000000001234"})
    CHECK(vgen::epoch_of(wrong) == 0);
}
