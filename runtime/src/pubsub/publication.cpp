#include <vgen/pubsub/publication.hpp>

#include <vgen/websocket/frame.hpp>

#include <array>
#include <charconv>

namespace vgen {

std::string epoch_text(std::uint64_t epoch) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += digits[epoch >> shift & 15U];
  return text;
}

std::uint64_t epoch_of(std::string_view text) noexcept {
  std::uint64_t epoch = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch, 16);
  const bool is_good = text.size() == 16 && error == std::errc() && end == text.end();
  return is_good ? epoch : 0;
}

SharedPublication make_publication(std::string_view topic, std::string_view data,
                                   std::string_view except, TopicPosition at, bool shows_position) {
  std::string position;
  if (shows_position)
    position =
        R"(,"epoch":")" + epoch_text(at.epoch) + R"(","offset":)" + std::to_string(at.offset);
  constexpr std::string_view before_topic = R"({"topic":")";
  constexpr std::string_view before_data = R"(","data":)";
  const std::size_t size =
      before_topic.size() + topic.size() + before_data.size() + data.size() + position.size() + 1;
  std::array<char, websocket::longest_head> head{};
  const char* const end =
      websocket::put_head(head.data(), {.opcode = websocket::Opcode::text, .size = size});
  auto made = std::make_shared<Publication>();
  made->topic = topic;
  made->channel = except;
  made->at = at;
  made->head = static_cast<std::size_t>(end - head.data());
  made->frame.reserve(made->head + size);
  made->frame.append(head.data(), made->head)
      .append(before_topic)
      .append(topic)  // percent-encoded, so JSON has nothing to escape
      .append(before_data)
      .append(data)
      .append(position)
      .append("}");
  return made;
}

}  // namespace vgen
