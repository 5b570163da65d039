/// The interface of hubs: what connects publishers and subscribers of topics.
#pragma once

#include <vgen/pubsub/publication.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// What is kept of a topic. All callers give the same for one topic.
struct TopicSettings {
  unsigned history = 0;
  bool replay_last = false;
  bool is_bare = false;  ///< Clients get the data as it is, without the name of the topic.

  /// The number of messages that are kept.
  [[nodiscard]] unsigned kept() const noexcept { return history == 0 && replay_last ? 1 : history; }
};

/// What a hub can do.
struct HubCapabilities {
  bool history = false;        ///< It keeps messages, and subscribers can resume.
  bool several_nodes = false;  ///< Publications reach the subscribers of other processes.
};

/// The answer to a subscription.
struct TopicSubscribed {
  std::uint64_t ticket = 0;
  /// What follows has larger offsets: first the missed messages, then publications.
  TopicPosition at{};
  std::optional<LostMessages> lost{};
  std::vector<SharedPublication> missed{};
};

/// The part of a loop that gets what a hub has for its subscribers. Called on any thread, also from
/// within the functions of the hub; it must only take a note.
///
/// The order of the calls for one topic is the order of its messages: what is published after the
/// position of a subscription comes after its `subscribed`.
class HubListener {
 public:
  virtual void subscribed(TopicSubscribed answer) noexcept = 0;
  virtual void published(const SharedPublication& publication) noexcept = 0;

 protected:
  HubListener() = default;
  ~HubListener() = default;
  HubListener(const HubListener&) = default;
  HubListener& operator=(const HubListener&) = default;
};

/// Connects publishers and subscribers. All functions may be called from any thread.
///
/// A listener has as many subscriptions of a topic as it has made and not ended. It gets each
/// publication once, while it has at least one. The messages of a topic have one order for all
/// listeners.
class EventHub {
 public:
  virtual ~EventHub() = default;
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;

  [[nodiscard]] virtual HubCapabilities capabilities() const noexcept = 0;
  /// `data` is JSON. `except`: the id of a channel that does not get it; empty for none. Does not
  /// wait. Throws `vgen::Error` (unavailable) if the hub cannot take the message.
  virtual void publish(std::string_view topic, TopicSettings settings, std::string_view data,
                       std::string_view except) = 0;
  /// A command for all listeners with subscriptions: a publication that is no message. Throws like
  /// `publish`.
  virtual void tell(SharedPublication command) = 0;
  /// Subscribes. The answer, `HubListener::subscribed` with this ticket, comes at once or later.
  /// `resume`: the last position that the subscriber has seen.
  virtual void subscribe(HubListener& listener, std::string_view topic, TopicSettings settings,
                         std::optional<TopicPosition> resume, std::uint64_t ticket) = 0;
  /// Ends one of the subscriptions. After the last one, the listener is not called for this topic.
  virtual void unsubscribe(HubListener& listener, std::string_view topic) = 0;

 protected:
  EventHub() = default;
};

}  // namespace vgen
