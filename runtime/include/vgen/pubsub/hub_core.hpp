/// The topics of an API and the hub that connects their publishers and subscribers.
#pragma once

#include <vgen/pubsub/event_hub.hpp>
#include <vgen/pubsub/presence_store.hpp>
#include <vgen/pubsub/topic.hpp>
#include <vgen/pubsub/topic_row.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The hidden topic with the changes of presence in a topic: its name begins with this.
inline constexpr std::string_view presence_prefix = "#presence/";
[[nodiscard]] inline std::string presence_topic(std::string_view topic) {
  return std::string(presence_prefix).append(topic);
}
/// What a new subscriber gets: `{"topic":"rooms/a","present":[{"id":"…","data":{…}}]}`.
[[nodiscard]] std::string present_text(std::string_view topic,
                                       const std::vector<PresentMember>& members);

/// Why a member is shown.
enum class Showing : unsigned char {
  first,    ///< It has subscribed: all others hear of it.
  changed,  ///< It has other data: all hear of it.
  again,    ///< It is still there. They hear of it only if the store has forgotten it.
};

/// Shared by an API, its calls and its channels. For any thread.
class HubCore {
 public:
  /// The rows must have static storage. The hub is one in memory.
  explicit HubCore(std::span<const TopicRow> rows);

  /// Replaces the hub. Before the API is served, and before anything is published.
  void use(std::shared_ptr<EventHub> hub) noexcept { hub_ = std::move(hub); }
  [[nodiscard]] EventHub& hub() const noexcept { return *hub_; }

  /// Replaces the store of presence, which is one in memory. When `use` of a hub may be called.
  void use(std::shared_ptr<PresenceStore> presence) noexcept;
  [[nodiscard]] PresenceStore& presence() const noexcept { return *presence_; }
  [[nodiscard]] const std::shared_ptr<PresenceStore>& shared_presence() const noexcept {
    return presence_;
  }
  /// Throws `std::invalid_argument` if hub and store do not fit together.
  void check() const;

  /// Makes a member present in a topic, and tells the subscribers. `then` is called afterwards, on
  /// any thread.
  void show(const std::string& topic, const PresentMember& member,
            std::chrono::milliseconds lifetime, Showing showing, std::function<void()> then = {});
  /// The opposite.
  void hide(const std::string& topic, const PresentMember& member);
  /// Removes the members whose time is over, and tells the subscribers.
  void expire_members();
  /// The members of this type. Throws `std::logic_error` if no topic has them.
  [[nodiscard]] const PresenceRow& presence_row(const TypeSlot& type) const;

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
    hub_->publish(topic, settings(hidden_row()), json, except);
  }

  [[nodiscard]] static TopicSettings settings(const TopicRow& row) noexcept {
    return {.history = row.history,
            .replay_last = row.replay_last,
            .is_bare = row.name.empty()};  // as that of the hidden row is
  }

 private:
  std::span<const TopicRow> rows_;
  std::shared_ptr<EventHub> hub_;
  std::shared_ptr<PresenceStore> presence_;
};

}  // namespace vgen
