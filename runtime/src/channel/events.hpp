/// The events of a channel: what they answer, and what their functions see of the channel.
#pragma once

#include <vgen/channel/channel_event.hpp>
#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/topic_frame.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/outlet.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace vgen {

/// Appends the value as a string of JSON.
void append_string(std::string& text, std::string_view value);

/// The common part. An event lives in its call.
class LiveChannel::Event : public Outlet, public ChannelEvent {
 public:
  /// `strict`: what the event has of the record, which outlives it; null without the strict mode
  /// and in the opening.
  Event(LiveChannel& channel, StrictEvent* strict, bool session_is_known = true)
      : channel_(channel),
        strict_(strict),
        part_(channel.part_of(strict)),
        connection_({.object = part_.session,
                     .resolved = session_is_known,
                     .expires = part_.session_expires}) {}
  ~Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  [[nodiscard]] ConnectionSession& connection() noexcept { return connection_; }

  [[nodiscard]] std::string_view id() const noexcept override { return channel_.id_; }
  [[nodiscard]] std::string& begin_send() override;
  bool end_send() override;
  [[nodiscard]] std::uint64_t dropped() const noexcept override;
  [[nodiscard]] std::string& begin_broadcast() override { return begin_send(); }
  void end_broadcast() override;
  [[nodiscard]] const Hub& open_handle() override;
  [[nodiscard]] std::string& begin_reply() override;
  void end_reply() override {}
  [[nodiscard]] void* session() const noexcept override { return connection_.object.get(); }
  void set_session(std::shared_ptr<void> session) noexcept override;
  [[nodiscard]] void* state(const TypeSlot& type) const override;
  void set_presence(const TypeSlot& type, const void* member) override;
  void close(std::uint16_t code, std::string_view reason) override;
  bool subscribe(const TopicReferenceAt& topic) override;
  void unsubscribe(const TopicReferenceAt& topic) override;

 protected:
  /// Sends an answer.
  void send(std::string_view text);

  LiveChannel& channel_;
  StrictEvent* strict_;
  Part& part_;
  ConnectionSession connection_;
  /// The session that the event began with, if it has set another one: its middleware still sees
  /// it.
  std::shared_ptr<void> pinned_;
};

/// The open handler answers the request that asks for the websocket.
class LiveChannel::OpeningEvent final : public Event {
 public:
  explicit OpeningEvent(LiveChannel& channel) : Event(channel, nullptr, false) {}

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

/// A message is answered by frames.
class LiveChannel::MessageEvent : public Event {
 public:
  /// The id is copied.
  MessageEvent(LiveChannel& channel, StrictEvent* strict, const MessageRow& row,
               std::string_view id);
  virtual ~MessageEvent() = default;  // the object may be a message that brings a token

  /// Keeps the bytes as long as the event.
  [[nodiscard]] std::string_view keep(std::string_view bytes) { return kept_ = bytes; }

  [[nodiscard]] std::string& begin_reply() override;
  void end_reply() override;
  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 private:
  void begin_frame(std::string& text) const;
  [[nodiscard]] std::string& begin_answer();
  void end_answer();

  const MessageRow& row_;
  std::string id_;
  std::string kept_;
  std::size_t value_ = 0;  ///< The place of the reply's value in the text.
  bool replied_ = false;
};

/// A message that brings a token, for a late or renewed session. Its call has the request with the
/// token.
class LiveChannel::SignInEvent final : public MessageEvent {
 public:
  SignInEvent(LiveChannel& channel, StrictEvent* strict, std::string_view id)
      : MessageEvent(channel, strict, sign_in_row, id) {
    connection_ = {};  // has to be found
  }

  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

/// The message of a client that subscribes to a topic, or ends a subscription.
class LiveChannel::TopicEvent final : public Event {
 public:
  /// `row`: null if there is no such topic. The endpoint of a route, without input.
  TopicEvent(LiveChannel& channel, StrictEvent* strict, const TopicRow* row,
             const Endpoint& endpoint, const TopicFrame& frame);

  /// Asks the permission, with the parameters of the topic as its input.
  [[nodiscard]] const Endpoint& endpoint() const noexcept { return endpoint_; }

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  /// It is allowed.
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 private:
  const TopicRow* row_;
  Endpoint endpoint_;
  TopicFrame frame_;
};

/// The close handler has nobody to answer to.
class LiveChannel::ClosingEvent final : public Event {
 public:
  ClosingEvent(LiveChannel& channel, StrictEvent* strict) : Event(channel, strict) {}

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

}  // namespace vgen
