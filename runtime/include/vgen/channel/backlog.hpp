/// Messages that a client has not read, and which of them are dropped.
#pragma once

#include <vgen/api.hpp>
#include <vgen/pubsub/publication.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A message of a topic that says which messages a subscriber does not get:
/// `{"topic":"rooms/a","lost":{"from":3,"to":9}}`.
[[nodiscard]] std::string lost_text(std::string_view topic, std::uint64_t from, std::uint64_t to);

/// A queue of messages to one client. A publication is shared with the other clients. Without
/// messages it has no memory of its own.
class Backlog {
 public:
  struct Message {
    SharedPublication publication{};  ///< Null for a text.
    std::string text{};
    bool may_drop = false;

    [[nodiscard]] std::size_t size() const noexcept {
      return publication != nullptr ? publication->frame.size() : text.size();
    }
  };

  explicit Backlog(Slow slow) noexcept : slow_(slow) {}

  [[nodiscard]] bool empty() const noexcept { return messages_.empty() && lost_.empty(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
  /// The messages that were dropped.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }

  void add(std::string_view text, bool may_drop);
  void add(const SharedPublication& publication);
  /// Drops messages until the rest has at most this size. Returns false if it has more all the
  /// same. What was dropped of a topic with history is reported by a `lost` before what is left.
  [[nodiscard]] bool fit(std::size_t limit);
  /// Takes the first message; there must be one.
  [[nodiscard]] Message take();

 private:
  struct Lost {
    std::string topic;
    std::uint64_t from;
    std::uint64_t to;
  };
  using Messages = std::list<Message>;

  void drop_oldest(std::size_t limit);
  void keep_latest();
  Messages::iterator drop(Messages::iterator message);

  Slow slow_;
  Messages messages_;
  std::vector<Lost> lost_;
  std::size_t bytes_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace vgen
