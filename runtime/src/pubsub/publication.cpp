#include <vgen/pubsub/publication.hpp>

#include <vgen/websocket/deflate.hpp>
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

std::string position_text(TopicPosition position) {
  return epoch_text(position.epoch) + ":" + std::to_string(position.offset);
}

std::optional<TopicPosition> position_of(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  TopicPosition position{.epoch = epoch_of(text.substr(0, colon))};
  const std::string_view offset = text.substr(colon + 1);
  const auto [end, error] =
      std::from_chars(offset.data(), offset.data() + offset.size(), position.offset);
  if (position.epoch == 0 || error != std::errc() || end != offset.end()) return std::nullopt;
  return position;
}

std::string_view Publication::compressed_frame(websocket::Deflater& deflater) const {
  const std::string& made = compressed.get(
      [&] { return websocket::compressed_frame(deflater, websocket::Opcode::text, text()); });
  return made.empty() || made.size() >= frame.size() ? frame : made;
}

SharedPublication make_publication(std::string_view topic, std::string_view data,
                                   std::string_view except, TopicPosition at, Shown shown) {
  std::string before;
  std::string after;
  if (shown != Shown::nothing) {
    // The topic is percent-encoded, so JSON has nothing to escape.
    before.append(R"({"topic":")").append(topic).append(R"(","data":)");
    if (shown == Shown::position) {
      after.append(R"(,"epoch":")").append(epoch_text(at.epoch));
      after.append(R"(","offset":)").append(std::to_string(at.offset));
    }
    after += '}';
  }
  const std::size_t size = before.size() + data.size() + after.size();
  std::array<char, websocket::longest_head> head{};
  const char* const end =
      websocket::put_head(head.data(), {.opcode = websocket::Opcode::text, .size = size});
  auto made = std::make_shared<Publication>();
  made->topic = topic;
  made->channel = except;
  made->at = at;
  made->has_position = shown == Shown::position;
  made->head = static_cast<std::size_t>(end - head.data());
  made->data_at = made->head + before.size();
  made->data_size = data.size();
  made->frame.reserve(made->head + size);
  made->frame.append(head.data(), made->head).append(before).append(data).append(after);
  return made;
}

}  // namespace vgen
