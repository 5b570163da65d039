/// The sending end of a subscription.
#pragma once

#include <vgen/api.hpp>
#include <vgen/pubsub/topic.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace vgen {

class Fanout;
class HostedCall;

/// Whether a text can be the id of an item: it has no line break and no NUL.
[[nodiscard]] constexpr bool is_item_id(std::string_view id) noexcept {
  for (const char c : id) {
    if (c == '\n' || c == '\r' || c == '\0') return false;
  }
  return true;
}

/// The settings of one item.
struct ItemOptions {
  /// The position of the item. A client that connects again sends the id of the last item that it
  /// got, see `Stream::last_id`. It may have no line breaks.
  std::string_view id{};
};

/// How a stream begins to follow a topic, see `Stream::follow`.
struct FollowStart {
  /// Whether the client continues where it was, and gets all that it has missed. If not, it is new,
  /// or messages that it has missed are not kept any more, for example after a restart of the
  /// server.
  bool is_resumed = false;
  /// The position before the first message that follows: the id of an item that makes up for all
  /// earlier messages. Empty if the topic keeps no history.
  std::string id{};
};

/// A subscription that runs, without the type of its items. `Stream` adds the type.
///
/// An item is written in two steps, so that its JSON goes straight to its place.
class StreamEvent {
 public:
  /// Looks at the request before its input is read. Returns false if it has answered the call.
  [[nodiscard]] virtual bool negotiate(HostedCall& /*call*/) { return true; }
  /// Whether the client wants items. If not, the function does not run.
  [[nodiscard]] virtual bool wants_items() const noexcept { return true; }
  /// The function begins to run.
  virtual void begin() {}

  /// The text to append the item to. Throws `std::invalid_argument` if the id has a line break.
  [[nodiscard]] virtual std::string& begin_item(std::string_view id) = 0;
  /// Sends it. Returns false if the client does not get it.
  virtual bool end_item() = 0;
  /// Waits while too much of what was sent is not on its way yet.
  [[nodiscard]] virtual Task<void> ready() = 0;
  /// The id after which the client continues; empty if it begins.
  [[nodiscard]] virtual std::string_view last_id() const noexcept = 0;

  /// The call of the subscription.
  [[nodiscard]] virtual HostedCall& call() noexcept = 0;
  /// What brings the messages of topics to the thread of the call.
  [[nodiscard]] virtual Fanout& fanout() = 0;

 protected:
  StreamEvent() = default;
  ~StreamEvent() = default;
  StreamEvent(const StreamEvent&) = default;
  StreamEvent& operator=(const StreamEvent&) = default;
};

namespace detail {

/// The part of a stream that needs no type of items.
class StreamEnd {
 public:
  /// Waits until the client has taken enough of what was sent before. A function that sends many
  /// items awaits it between them, because a client that is too slow is disconnected. It may return
  /// at once. Throws if the subscription has to end, as all that a coroutine awaits does then. To
  /// use it, include `vgen/task.hpp`.
  [[nodiscard]] Task<void> ready();
  /// The id of the last item that the client has got, if it continues an earlier subscription;
  /// otherwise empty. It is any text that the client has sent. Valid until the function has ended.
  [[nodiscard]] std::string_view last_id() const noexcept { return event_.last_id(); }

 protected:
  [[nodiscard]] Task<void> follow(const TopicReferenceAt& topic,
                                  std::function<void(const FollowStart&)> begin);

  explicit StreamEnd(StreamEvent& event) : event_(event) {}

  StreamEvent& event_;
};

}  // namespace detail

/// The sending end of a subscription. Valid until its function has ended. Only for the thread of
/// the event.
template <class Item>
class Stream : public detail::StreamEnd {
 public:
  /// Appends an item as JSON.
  using Encode = void (*)(std::string& text, const Item& item);

  /// Generated code makes it.
  Stream(StreamEvent& event, Encode encode) : StreamEnd(event), encode_(encode) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Sends an item. Items arrive in this order. Does not wait. Returns false if the client is gone
  /// or has cancelled the subscription. Throws `std::invalid_argument` if the id has a line break.
  bool send(const Item& item, const ItemOptions& options = {}) {
    encode_(event_.begin_item(options.id), item);
    return event_.end_item();
  }

  /// Sends the messages of a topic, from now on or after `last_id`, until the topic is closed:
  /// `co_await stream.follow(room_events("a"))`. If the topic keeps a history, the id of an item is
  /// its position, so that a client that connects again misses nothing that is still kept. Waits
  /// for nobody: a client that does not read is disconnected. Throws as `Hub::publish` does for the
  /// topic, and if the subscription has to end. Returns `Task<void>`. To use it, include
  /// `vgen/task.hpp`.
  template <class... Parameters>
  [[nodiscard]] auto follow(const TopicAt<Item, Parameters...>& topic) {
    return StreamEnd::follow(topic.reference(), nullptr);
  }
  [[nodiscard]] auto follow(const Topic<Item>& topic) { return follow(topic()); }

  /// The same for a list that is kept up to date. `begin` is called when the subscription has
  /// begun, before the first message is sent, and sends what the client needs: the whole list,
  /// unless the client has resumed. Messages that are published meanwhile wait, so none is missed;
  /// the list may have their effect already.
  ///
  ///     const auto begin = [&](const vgen::FollowStart& start) {
  ///       if (!start.is_resumed) stream.send(services.store.all(), {.id = start.id});
  ///     };
  ///     co_await stream.follow(list_events, begin);
  ///
  /// What `begin` throws, `follow` throws.
  template <class... Parameters>
  [[nodiscard]] auto follow(const TopicAt<Item, Parameters...>& topic,
                            std::function<void(const FollowStart&)> begin) {
    return StreamEnd::follow(topic.reference(), std::move(begin));
  }
  [[nodiscard]] auto follow(const Topic<Item>& topic,
                            std::function<void(const FollowStart&)> begin) {
    return follow(topic(), std::move(begin));
  }

 private:
  Encode encode_;
};

}  // namespace vgen
