#include <vgen/pubsub/topic_row.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using Values = std::optional<std::vector<std::string>>;

TEST_CASE("topic_row: the parameters in a text", "[pubsub]") {
  using vgen::match_topic;
  CHECK(match_topic("a", "a") == Values(std::vector<std::string>{}));
  CHECK(match_topic("a/{x}", "a/1") == Values({"1"}));
  CHECK(match_topic("{x}/b/{y}", "1/b/2%2F3") == Values({"1", "2/3"}));
  CHECK(match_topic("a/{x}", "a/+") == Values({"+"}));
  for (const char* text :
       {"", "a", "a/", "/a/1", "a//1", "a/1/", "a/1/2", "b/1", "a/%", "a/%4", "a/%C3", "A/1"}) {
    INFO(text);
    CHECK(match_topic("a/{x}", text) == std::nullopt);
  }
}

TEST_CASE("topic_row: the text of parameters", "[pubsub]") {
  const vgen::TopicRow row{.name = "a/{x}/b/{y}",
                           .texts = [](std::vector<std::string>& texts, const void* values) {
                             texts = *static_cast<const std::vector<std::string>*>(values);
                           }};
  const auto text = [&](const std::vector<std::string>& values) {
    return vgen::topic_text(row, &values);
  };
  CHECK(text({"1", "2"}) == "a/1/b/2");
  CHECK(text({"a b/c", "\xC3\xA4%"}) == "a/a%20b%2Fc/b/%C3%A4%25");
  CHECK(text({"-_.!~*'()", "{x}"}) == "a/-_.!~*'()/b/%7Bx%7D");
  CHECK_THROWS_AS(text({"", "2"}), std::invalid_argument);
  CHECK_THROWS_AS(text({"1", std::string(510, 'x')}), std::invalid_argument);
}
