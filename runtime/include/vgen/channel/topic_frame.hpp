/// The messages by which clients subscribe to topics.
#pragma once

#include <vgen/core/limits.hpp>
#include <vgen/pubsub/publication.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// `{"subscribe": TOPIC, "epoch"?, "offset"?, "$id"?}` or `{"unsubscribe": TOPIC, "$id"?}`.
struct TopicFrame {
  enum class Kind : unsigned char { none, subscribe, unsubscribe };

  Kind kind = Kind::none;  ///< `none`: the message is none of the two.
  std::string topic{};     ///< As the client has written it.
  std::string id{};        ///< `$id` as it was written; empty if it is absent or bad.
  std::optional<TopicPosition> resume{};
  std::string_view fault{};  ///< What is wrong with the other members; empty if nothing is.
};

/// Reads a message of a channel with topics.
[[nodiscard]] TopicFrame find_topic_frame(std::string_view text, const Limits& limits);

}  // namespace vgen
