/// The topics of an API and the hub that connects their publishers and subscribers.
#pragma once

#include <vgen/pubsub/event_hub.hpp>
#include <vgen/pubsub/topic.hpp>
#include <vgen/pubsub/topic_row.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// Shared by an API, its calls and its channels. For any thread.
class HubCore {
 public:
  /// The rows must have static storage. The hub is one in memory.
  explicit HubCore(std::span<const TopicRow> rows);

  /// Replaces the hub. Before the API is served, and before anything is published.
  void use(std::shared_ptr<EventHub> hub) noexcept { hub_ = std::move(hub); }
  [[nodiscard]] EventHub& hub() const noexcept { return *hub_; }

  /// Null if no topic has this name.
  [[nodiscard]] const TopicRow* find(std::string_view name) const noexcept;
  /// Throws `std::logic_error` if the topic is not one of the API.
  [[nodiscard]] const TopicRow& row(const TopicReferenceAt& topic) const;
  /// The text of a topic. Throws like `row`, and like `topic_text`.
  [[nodiscard]] std::string text(const TopicReferenceAt& topic) const {
    return topic_text(row(topic), topic.parameters);
  }

  /// A hidden topic. Names of topics have no '#', so no client can subscribe to it. Its row.
  [[nodiscard]] static const TopicRow& hidden_row() noexcept;
  /// Publishes to a hidden topic: its subscribers get the JSON as it is.
  void publish_hidden(std::string_view topic, std::string_view json, std::string_view except) {
    hub_->publish(topic, {.is_bare = true}, json, except);
  }

  [[nodiscard]] static TopicSettings settings(const TopicRow& row) noexcept {
    return {.history = row.history, .replay_last = row.replay_last};
  }

 private:
  std::span<const TopicRow> rows_;
  std::shared_ptr<EventHub> hub_;
};

}  // namespace vgen
