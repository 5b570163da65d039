// The record of a channel as text, and the store in memory.
#include "test/unit/channel/channel_store_suite.hpp"

#include <vgen/channel/memory_channel_store.hpp>

#include <catch2/catch.hpp>

#include <string>

TEST_CASE("channel store: the one in memory does what every store must", "[channel]") {
  vgen::MemoryChannelStore store;
  vgen_test::check_channel_store(store, store);
}

TEST_CASE("channel store: no part of a text is one, and no other text is", "[channel]") {
  const vgen::ChannelRecord record{
      .id = "a",
      .request = {.headers = {{"A", "1"}, {"B", "2"}}},
      .session = "{}",
      .subscriptions = {{.topic = "t", .at = vgen::TopicPosition{.epoch = 1, .offset = 2}}},
      .presence = {{.topic_name = "t", .data = "{}"}}};
  const std::string text = vgen::text_of(record);
  CHECK(vgen::record_of(text) == record);
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    CHECK(vgen::record_of(text.substr(0, size)) == std::nullopt);
  }
  CHECK(vgen::record_of(text + "0:") == std::nullopt);
  CHECK(vgen::record_of("1:2" + text.substr(3)) == std::nullopt);
}
