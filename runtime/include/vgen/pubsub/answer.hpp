/// What hubs have in common.
#pragma once

#include <vgen/pubsub/event_hub.hpp>

#include <cstdint>
#include <optional>

namespace vgen {

/// A new epoch, which no other topic of any process has.
[[nodiscard]] std::uint64_t random_epoch();

/// What clients see of the messages of a topic.
[[nodiscard]] Shown shown_of(TopicSettings settings) noexcept;

/// What a subscriber gets before the publications that follow. `last`: the position of the last
/// message. `kept`: the messages that are kept, in order; those at or before `resume` may be
/// absent.
template <class Messages>
[[nodiscard]] TopicSubscribed answer_of(TopicPosition last, const Messages& kept,
                                        TopicSettings settings,
                                        std::optional<TopicPosition> resume) {
  TopicSubscribed answer{.at = last};
  if (!resume) {
    if (settings.replay_last && !kept.empty()) {
      answer.missed.push_back(kept.back());
      --answer.at.offset;
    }
    return answer;
  }
  if (resume->epoch != last.epoch || resume->offset > last.offset) {
    answer.lost = LostMessages{.from = 1, .to = last.offset};
    return answer;
  }
  for (const SharedPublication& message : kept) {
    if (message->at.offset > resume->offset) answer.missed.push_back(message);
  }
  const std::uint64_t first =
      answer.missed.empty() ? last.offset + 1 : answer.missed.front()->at.offset;
  answer.at.offset = first - 1;
  if (answer.at.offset > resume->offset)
    answer.lost = LostMessages{.from = resume->offset + 1, .to = answer.at.offset};
  return answer;
}

}  // namespace vgen
