/// The topics of an API, as functions publish to them.
#pragma once

#include <vgen/pubsub/presence_store.hpp>
#include <vgen/pubsub/topic.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen {

class HubCore;

/// Settings of one publication.
struct PublishOptions {
  std::string_view except{};  ///< The id of a channel that does not get it; empty for none.
};

/// A subscriber of a topic with presence.
template <class Member>
struct Present {
  std::string id{};  ///< Of its channel.
  Member data{};     ///< What its function has given to `Channel::set_presence`.

  bool operator==(const Present&) const = default;
};

/// Publishes to the topics of an API, from any thread. A handle that may be copied and kept; it
/// also works when no server runs, and then reaches only what the hub keeps.
///
/// The message is encoded and framed once, whatever the number of subscribers. All subscribers of a
/// topic get its messages in the same order. Nothing waits for a subscriber.
class Hub {
 public:
  /// `Api::hub` and `Call::hub` make it.
  explicit Hub(std::shared_ptr<HubCore> core) noexcept : core_(std::move(core)) {}

  /// Throws `std::invalid_argument` if a parameter is an empty string or the text of the topic is
  /// longer than 512 bytes, `std::logic_error` if the topic is not one of the API, and what the
  /// codec of the message throws.
  template <class T, class... Parameters>
  void publish(const TopicAt<T, Parameters...>& topic, const std::type_identity_t<T>& message,
               PublishOptions options = {}) const {
    publish(topic.reference(), &message, options);
  }
  template <class T>
  void publish(const Topic<T>& topic, const std::type_identity_t<T>& message,
               PublishOptions options = {}) const {
    publish(topic(), message, options);
  }

  /// Ends the subscription of a channel, given by its id, wherever it is open. The client gets
  /// `{"unsubscribed": …}`. It may subscribe again, if its permission allows it.
  template <class T, class... Parameters>
  void unsubscribe(const TopicAt<T, Parameters...>& topic, std::string_view channel) const {
    unsubscribe(topic.reference(), channel);
  }
  template <class T>
  void unsubscribe(const Topic<T>& topic, std::string_view channel) const {
    unsubscribe(topic(), channel);
  }

  /// Closes the channels of all subscribers. `code`: 1000, or 3000 to 4999.
  template <class T, class... Parameters>
  void close(const TopicAt<T, Parameters...>& topic, std::uint16_t code = 1000,
             std::string_view reason = {}) const {
    close(topic.reference(), code, reason);
  }
  template <class T>
  void close(const Topic<T>& topic, std::uint16_t code = 1000, std::string_view reason = {}) const {
    close(topic(), code, reason);
  }

  /// The subscribers of a topic that show themselves, in the order in which they joined:
  /// `hub.present<room_events, Member>("kitchen")`. A topic without `.presence` of this type does
  /// not compile. Members that do not fit the constraints of their type are left out.
  ///
  /// In memory the answer is there at once. A store that several processes share is asked: the
  /// thread waits for it, at most 5 s, and then this throws `std::runtime_error`. Throws for
  /// parameters like `publish`.
  template <const auto& topic, class Member, class... Parameters>
    requires(topic.presence.template is<Member>())
  [[nodiscard]] std::vector<Present<Member>> present(const Parameters&... parameters) const {
    const auto at = topic(parameters...);
    std::vector<Present<Member>> members;
    for (PresentMember& one : present(at.reference())) {
      Present<Member> member;
      if (!read_member(at.reference(), one.data, &member.data)) continue;
      member.id = std::move(one.id);
      members.push_back(std::move(member));
    }
    return members;
  }

  /// For hosts.
  [[nodiscard]] HubCore& core() const noexcept { return *core_; }

 private:
  void publish(const TopicReferenceAt& topic, const void* message, PublishOptions options) const;
  void unsubscribe(const TopicReferenceAt& topic, std::string_view channel) const;
  void close(const TopicReferenceAt& topic, std::uint16_t code, std::string_view reason) const;
  [[nodiscard]] std::vector<PresentMember> present(const TopicReferenceAt& topic) const;
  [[nodiscard]] bool read_member(const TopicReferenceAt& topic, const std::string& data,
                                 void* member) const;

  std::shared_ptr<HubCore> core_;
};

}  // namespace vgen
