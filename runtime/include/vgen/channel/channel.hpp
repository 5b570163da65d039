/// An open websocket channel, as functions see it.
#pragma once

#include <vgen/api.hpp>
#include <vgen/channel/channel_event.hpp>
#include <vgen/channel/channel_handle.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace vgen {

namespace detail {

/// The part of a channel that needs a type of messages.
template <class Out>
class ChannelSender {
 public:
  /// Appends a message as JSON.
  using Encode = void (*)(std::string& text, const Out& out);

  /// Sends a message: the JSON of `Out`, without key. Messages arrive in this order. Returns false
  /// if the client is gone, or too slow to be sent more. In the open handler the message is sent
  /// after the handshake.
  bool send(const Out& out) {
    encode_(event_.begin_send(), out);
    return event_.end_send();
  }
  /// Sends a message to all other open channels of this route, each once. They get the JSON of
  /// `Out`, in one order.
  void broadcast(const Out& out) {
    encode_(event_.begin_broadcast(), out);
    event_.end_broadcast();
  }
  /// A handle of the channel that outlives the event.
  [[nodiscard]] ChannelHandle<Out> handle() { return {event_.open_handle(), event_.id(), encode_}; }
  /// Answers a keyed message: key, `$id` and the members of `out`. Throws `std::logic_error` in
  /// other events, and for a second reply.
  void reply(const Out& out) {
    encode_(event_.begin_reply(), out);
    event_.end_reply();
  }

 protected:
  ChannelSender(ChannelEvent& event, Encode encode) : event_(event), encode_(encode) {}

  ChannelEvent& event_;

 private:
  Encode encode_;
};

/// A handler that sends nothing.
template <>
class ChannelSender<void> {
 public:
  using Encode = std::nullptr_t;

  /// A handle of the channel that outlives the event.
  [[nodiscard]] ChannelHandle<void> handle() { return {event_.open_handle(), event_.id()}; }

 protected:
  ChannelSender(ChannelEvent& event, Encode /*none*/) : event_(event) {}

  ChannelEvent& event_;
};

}  // namespace detail

/// A view of an open channel. Valid until the event of the function has ended. Only for the thread
/// of the event.
template <class Out, class Session>
class Channel : public detail::ChannelSender<Out> {
  using Base = detail::ChannelSender<Out>;
  using Base::event_;

 public:
  /// Generated code makes it.
  Channel(ChannelEvent& event, typename Base::Encode encode) : Base(event, encode) {}
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  /// Unique among all channels of the server.
  [[nodiscard]] std::string_view id() const noexcept { return event_.id(); }
  /// The session of the channel when the event began, or the one that this event has set. Null if
  /// there is none. It stays valid until the end of the event.
  [[nodiscard]] Session* session() const noexcept {
    return static_cast<Session*>(event_.session());
  }
  /// Replaces the session of the channel, also for later messages.
  void set_session(Session session) {
    event_.set_session(std::make_shared<Session>(std::move(session)));
  }
  /// From now on the channel has no session.
  void end_session() noexcept { event_.set_session(nullptr); }
  /// The state of the channel, which lives as long as it: `.state = vgen::state<T>` of its route.
  /// Throws `std::logic_error` if the route has no state, or one of another type.
  template <class T>
  [[nodiscard]] T& state() const {
    return *static_cast<T*>(event_.state(slot_of<T>));
  }
  /// Subscribes the channel to a topic: its client gets what is published from now on. No
  /// permission is asked, and the client gets no answer. Returns false if the channel has as many
  /// subscriptions as `WebsocketLimits` allow. Throws as `Hub::publish` for parameters. A second
  /// subscription of the same topic has no effect.
  template <class T, class... Parameters>
  bool subscribe(const TopicAt<T, Parameters...>& topic) {
    return event_.subscribe(topic.reference());
  }
  template <class T>
  bool subscribe(const Topic<T>& topic) {
    return subscribe(topic());
  }
  /// Ends a subscription, also one that the client has made. Has no effect if there is none.
  template <class T, class... Parameters>
  void unsubscribe(const TopicAt<T, Parameters...>& topic) {
    event_.unsubscribe(topic.reference());
  }
  template <class T>
  void unsubscribe(const Topic<T>& topic) {
    unsubscribe(topic());
  }
  /// Shows the channel to the other subscribers of its topics with `.presence` of this type, of
  /// those that it is subscribed to now and of later ones. They see `member`, and never the
  /// session. Another call replaces what they see. Throws `std::logic_error` if the API has no such
  /// topic, and what the codec of the member throws.
  template <class Member>
  void set_presence(const Member& member) {
    event_.set_presence(slot_of<Member>, &member);
  }
  /// Others do not see the channel any more. Has no effect if they do not see it now.
  template <class Member>
  void end_presence() {
    event_.set_presence(slot_of<Member>, nullptr);
  }
  /// How many messages were dropped because the client does not read: `.slow` of the route.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return event_.dropped(); }
  /// Closes the channel after what was sent before. `code`: 1000, or 3000 to 4999 (RFC 6455,
  /// section 7.4). The reason is cut at 123 bytes.
  void close(std::uint16_t code = 1000, std::string_view reason = {}) {
    event_.close(code, reason);
  }
};

}  // namespace vgen
