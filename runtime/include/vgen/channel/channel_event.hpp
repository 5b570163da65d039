/// One event of a channel, without the types of its messages.
#pragma once

#include <vgen/core/services.hpp>
#include <vgen/pubsub/hub.hpp>
#include <vgen/pubsub/topic.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace vgen {

/// The channel as the function of one event sees it. `Channel` adds the types.
///
/// A message is written in two steps, so that its JSON goes straight to its place: `begin_…`
/// returns the text to append to, and `end_…` sends it.
class ChannelEvent {
 public:
  /// The id of the channel, unique among all channels of the server.
  [[nodiscard]] virtual std::string_view id() const noexcept = 0;

  [[nodiscard]] virtual std::string& begin_send() = 0;
  /// Returns false if the client is gone, or too slow to be sent more.
  virtual bool end_send() = 0;
  /// See `Channel::dropped`.
  [[nodiscard]] virtual std::uint64_t dropped() const noexcept = 0;
  [[nodiscard]] virtual std::string& begin_broadcast() = 0;
  virtual void end_broadcast() = 0;
  /// Throws `std::logic_error` if the event is not a keyed message, or if it was answered already.
  [[nodiscard]] virtual std::string& begin_reply() = 0;
  virtual void end_reply() = 0;

  /// Null if there is none.
  [[nodiscard]] virtual void* session() const noexcept = 0;
  /// Replaces the session of the channel, for this event and for those that begin later. Null ends
  /// it.
  virtual void set_session(std::shared_ptr<void> session) noexcept = 0;
  /// Throws `std::logic_error` if the state of the route is of another type.
  [[nodiscard]] virtual void* state(const TypeSlot& type) const = 0;
  /// See `Channel::set_presence`. Null: it is not present any more.
  virtual void set_presence(const TypeSlot& type, const void* member) = 0;
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// From now on the hub delivers what is sent to the handles of the channel.
  [[nodiscard]] virtual const Hub& open_handle() = 0;
  virtual bool subscribe(const TopicReferenceAt& topic) = 0;
  virtual void unsubscribe(const TopicReferenceAt& topic) = 0;

 protected:
  ChannelEvent() = default;
  ~ChannelEvent() = default;
  ChannelEvent(const ChannelEvent&) = default;
  ChannelEvent& operator=(const ChannelEvent&) = default;
};

}  // namespace vgen
