/// One message of a topic, framed once for all its subscribers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::websocket {
class Deflater;
}

namespace vgen {

/// A place in the messages of a topic. Offsets count from 1. A topic that is forgotten and begins
/// anew has another epoch.
struct TopicPosition {
  std::uint64_t epoch = 0;
  std::uint64_t offset = 0;

  bool operator==(const TopicPosition&) const = default;
};

/// An epoch as clients see it: sixteen hexadecimal digits.
[[nodiscard]] std::string epoch_text(std::uint64_t epoch);
/// The epoch of a text; 0, which no topic has, for any other text.
[[nodiscard]] std::uint64_t epoch_of(std::string_view text) noexcept;

/// A position as the id of an item: "0123456789abcdef:7".
[[nodiscard]] std::string position_text(TopicPosition position);
/// The position of such a text; none for any other text.
[[nodiscard]] std::optional<TopicPosition> position_of(std::string_view text) noexcept;

/// A frame that the first thread that needs it makes for all. A copy makes its own.
class LazyFrame {
 public:
  LazyFrame() = default;
  LazyFrame(const LazyFrame&) noexcept {}
  LazyFrame& operator=(const LazyFrame&) = delete;
  ~LazyFrame() = default;

  /// `make` is called once.
  template <class Make>
  [[nodiscard]] const std::string& get(Make make) const {
    std::call_once(once_, [&] { frame_ = make(); });
    return frame_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::string frame_;
};

/// Messages that a subscriber has missed and that are not kept any more: these offsets and those
/// between them. If `to` is less than `from`, it is not known whether there were any.
struct LostMessages {
  std::uint64_t from = 0;
  std::uint64_t to = 0;

  bool operator==(const LostMessages&) const = default;
};

/// What a hub tells the loops that have subscribers of a topic. Immutable, so that all threads
/// share it.
struct Publication {
  enum class Kind : unsigned char {
    message,
    unsubscribe,  ///< `channel` is no subscriber any more.
    close,        ///< The channels of all subscribers are closed.
    lost,         ///< The hub was cut off, and subscribers have missed messages.
  };

  Kind kind = Kind::message;
  std::string topic{};    ///< Its text: "todos/home".
  std::string channel{};  ///< The id of the channel that does not get the message; empty for none.
  TopicPosition at{};
  bool has_position = false;  ///< Clients see its epoch and offset.
  std::string frame{};        ///< The whole websocket frame, not masked.
  std::size_t head = 0;       ///< Bytes of the frame before the message.
  std::size_t data_at = 0;    ///< Where its data begins in the frame,
  std::size_t data_size = 0;  ///< and its size.
  std::uint16_t code = 0;     ///< Of a close.
  std::string reason{};
  LostMessages lost{};
  LazyFrame compressed{};  ///< See `compressed_frame`.

  /// The message: `{"topic":"todos/home","data":{…}}`.
  [[nodiscard]] std::string_view text() const noexcept {
    return std::string_view(frame).substr(head);
  }
  /// The frame for clients that take compressed messages. It is compressed once for all of them;
  /// `frame` if it would not be smaller.
  [[nodiscard]] std::string_view compressed_frame(websocket::Deflater& deflater) const;
  /// The data of the message, as JSON.
  [[nodiscard]] std::string_view data() const noexcept {
    return std::string_view(frame).substr(data_at, data_size);
  }
};

/// What clients see of a message besides its data.
enum class Shown : unsigned char { nothing, topic, position };

using SharedPublication = std::shared_ptr<const Publication>;

/// Frames a message. `data` is its JSON. `shown`: `nothing`, the name of the topic, or also epoch
/// and offset.
[[nodiscard]] SharedPublication make_publication(std::string_view topic, std::string_view data,
                                                 std::string_view except, TopicPosition at,
                                                 Shown shown);

}  // namespace vgen
