#include "talk.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace vgen::client::detail {
namespace {

/// A subscription of a channel.
class TopicFeed : public Queue {
 public:
  TopicFeed(std::shared_ptr<Loop> loop, std::string_view pattern, std::string topic,
            const TopicOptions& options)
      : Queue(std::move(loop), "subscribe", pattern),
        topic_(std::move(topic)),
        position_(options.after) {}

  [[nodiscard]] std::optional<TopicPosition> position() const override {
    const std::lock_guard lock(mutex_);
    return position_;
  }
  [[nodiscard]] const std::string& topic() const { return topic_; }
  /// Whether it has messages of a topic, by the text of the server.
  [[nodiscard]] bool is_on(const std::string& topic) const { return is_active_ && topic_ == topic; }
  /// The connection is lost: nothing arrives before the server has accepted it again.
  void pause() { is_paused_ = true; }

  /// The server has accepted the subscription, the first one or that of a new connection.
  void begin(const Frame& frame) {
    const std::optional<std::string> epoch = frame.string("epoch");
    // Nobody knows what a topic without history has published in the meantime.
    if (is_active_ && is_paused_ && !epoch) push({.lost = LostMessages{.from = 1, .to = 0}});
    is_active_ = is_fresh_ = true;
    is_paused_ = false;
    topic_ = frame.string("subscribed").value_or(topic_);
    const std::optional<TopicPosition> known = position();
    if (epoch && (!known || *epoch != known->epoch))
      move_to({.epoch = *epoch, .offset = frame.integer("offset").value_or(0)});
  }

  /// Takes a message, unless it has it: the server repeats some for another subscription.
  void receive(const Frame& frame) {
    const std::optional<TopicPosition> known = position();
    if (frame.has("lost")) return receive_lost(Frame(frame.raw("lost")), known);
    if (!frame.has("data")) return;
    const auto epoch = frame.string("epoch");
    const auto offset = frame.integer("offset");
    if (epoch && offset) {
      if (known && known->epoch == *epoch && *offset <= known->offset) return;
      move_to({.epoch = *epoch, .offset = *offset});
    }
    is_fresh_ = false;
    push({.json = std::string(frame.raw("data")), .position = position()});
  }

 private:
  void receive_lost(const Frame& frame, const std::optional<TopicPosition>& known) {
    const LostMessages lost{.from = frame.integer("from").value_or(1),
                            .to = frame.integer("to").value_or(0)};
    // The server repeats what another subscription has got. But what it drops later is news, and so
    // is that it was cut off from the other servers, when it knows no offsets.
    const bool is_known = known && lost.from <= lost.to && lost.to <= known->offset;
    if (!is_fresh_ && is_known) return;
    if (known) move_to({.epoch = known->epoch, .offset = std::max(lost.to, known->offset)});
    push({.lost = lost});
  }
  void move_to(TopicPosition position) {
    const std::lock_guard lock(mutex_);
    position_ = std::move(position);
  }
  static std::int64_t place_of(const FeedItem& item, std::int64_t otherwise) {
    if (item.lost) return item.lost->to;
    return item.position ? item.position->offset : otherwise;
  }
  /// The oldest two become one that is lost.
  void make_room(std::deque<FeedItem>& items) override {
    const FeedItem first = std::move(items.front());
    items.pop_front();
    const std::int64_t from = first.lost ? first.lost->from : place_of(first, 1);
    const std::int64_t to = place_of(items.front(), 0);
    items.front() = {.lost = LostMessages{.from = from, .to = to}};
  }

  std::string topic_;
  mutable std::mutex mutex_;
  std::optional<TopicPosition> position_;
  bool is_active_ = false;
  bool is_paused_ = false;
  /// Nothing has arrived since the server accepted it, so `lost` is about this subscription.
  bool is_fresh_ = false;
};

class ChannelTalk : public Talk {
 public:
  ChannelTalk(std::shared_ptr<Core> core, std::string_view key, const Prepared& address,
              SocketOptions options)
      : Talk(std::move(core), address, std::move(options), "$id"), key_(key) {
    messages = std::make_shared<Queue>(shared_loop(), address.method, address.route);
  }

  void add(const std::shared_ptr<TopicFeed>& feed) {
    if (feed->is_finished()) return;
    if (is_closed()) return feed->finish(closed_outcome());
    feeds_.push_back(feed);
    if (is_live()) subscribe(feed);
  }
  /// Ends the subscription on the server when its last reader has left.
  void leave(const TopicFeed* feed) {
    const std::string topic = feed->topic();
    if (std::erase_if(feeds_, [&](const auto& known) { return known.get() == feed; }) == 0) return;
    const bool is_shared =
        std::ranges::any_of(feeds_, [&](const auto& known) { return known->topic() == topic; });
    if (is_shared || !is_live()) return;
    Prepared message{.method = "unsubscribe"};
    message.body = "{\"unsubscribe\":" + quoted_json(topic) + '}';
    ask(message, {}, {}, [](const Outcome&) {});
  }

 private:
  std::string sign_in(std::string_view token) const override {
    return "{\"authenticate\":" + quoted_json(token) + '}';
  }

  void resume() override {
    for (const auto& feed : std::vector(feeds_)) subscribe(feed);
  }

  void lost(bool is_over, const Outcome& outcome) override {
    for (const auto& feed : feeds_) feed->pause();
    if (!is_over) return;
    for (const auto& feed : std::exchange(feeds_, {})) feed->finish(outcome);
  }

  void take(const std::string& text) override {
    const Frame frame(text);
    if (!frame.is_object()) {
      const std::size_t begin = text.find_first_not_of(" \t\r\n");
      if (begin != std::string::npos && text[begin] != '{') return messages->push({.json = text});
      report(TransportProblem{.kind = TransportKind::decode,
                              .detail = "a message is not JSON",
                              .answer = {.status = 0, .body = text}});
      return drop("a message is not JSON");
    }
    if (const auto topic = frame.string("topic")) return deliver(*topic, frame);
    const auto id = frame.integer("$id");
    if (id && answer(static_cast<std::uint64_t>(*id),
                     [&](Reply reply) { return outcome_of(frame, reply); }))
      return;
    const bool is_other = id || frame.has("subscribed") || frame.has(key_);
    if (frame.has("error")) {
      const Outcome problem = problem_answer(frame.raw("error"));
      const bool has_ended = std::get<HttpAnswer>(problem).status == 401 && !is_other;
      return has_ended ? renew(problem) : report(problem);
    }
    if (is_other) return;
    if (const auto left = frame.string("unsubscribed")) return forget(*left);
    messages->push({.json = text});
  }

  [[nodiscard]] Outcome outcome_of(const Frame& frame, Reply reply) const {
    if (frame.has("error")) return problem_answer(frame.raw("error"));
    std::string value;
    switch (reply) {
      case Reply::none: break;
      case Reply::members: value = frame.without("$id", key_); break;
      case Reply::optional:
        value = frame.without("$id", key_);
        if (value == "{}") value = "null";
        break;
      case Reply::result:
        value = frame.has("result") ? std::string(frame.raw("result")) : std::string("null");
        break;
    }
    return value_answer(std::move(value));
  }

  void deliver(const std::string& topic, const Frame& frame) {
    for (const auto& feed : std::vector(feeds_)) {
      if (feed->is_on(topic)) feed->receive(frame);
    }
  }

  /// The server has ended a subscription.
  void forget(const std::string& topic) {
    for (const auto& feed : std::vector(feeds_)) {
      if (!feed->is_on(topic)) continue;
      std::erase(feeds_, feed);
      feed->finish(value_answer({}));
    }
  }

  /// A refusal ends the subscription. A lost connection does not.
  void subscribe(const std::shared_ptr<TopicFeed>& feed) {
    Prepared message{.method = "subscribe"};
    message.body = "{\"subscribe\":" + quoted_json(feed->topic());
    if (const auto position = feed->position()) {
      message.body += ",\"epoch\":" + quoted_json(position->epoch) +
                      ",\"offset\":" + std::to_string(position->offset);
    }
    message.body += '}';
    message.reply = Reply::members;
    const CallOptions options{.timeout = std::chrono::milliseconds::zero()};
    ask(message, options, {}, [this, weak = weak_from_this(), feed](const Outcome& outcome) {
      const auto alive = weak.lock();
      const auto* answer = std::get_if<HttpAnswer>(&outcome);
      if (alive == nullptr || answer == nullptr) return;
      if (answer->status < 300) return feed->begin(Frame(answer->body));
      std::erase(feeds_, feed);
      feed->finish(outcome);
    });
  }

  std::string_view key_;
  std::vector<std::shared_ptr<TopicFeed>> feeds_;
};

class ChannelHandle : public TalkHandle {
 public:
  ChannelHandle(std::shared_ptr<Core> core, std::shared_ptr<ChannelTalk> talk)
      : TalkHandle(std::move(core), talk), talk_(std::move(talk)) {}

  std::shared_ptr<Feed> subscribe(std::string_view pattern, std::string topic,
                                  TopicOptions options) override {
    auto feed =
        std::make_shared<TopicFeed>(core().shared_loop(), pattern, std::move(topic), options);
    feed->on_closed = [weak = std::weak_ptr(talk_), raw = feed.get()] {
      if (const auto talk = weak.lock()) talk->leave(raw);
    };
    boost::asio::post(core().loop().context(), [talk = talk_, feed] { talk->add(feed); });
    return feed;
  }

 private:
  std::shared_ptr<ChannelTalk> talk_;
};

}  // namespace

std::shared_ptr<SocketCore> open_channel(const Connection& connection, std::string_view key,
                                         Prepared address, SocketOptions options) {
  auto talk = std::make_shared<ChannelTalk>(connection.core(), key, address, std::move(options));
  return std::make_shared<ChannelHandle>(connection.core(), std::move(talk));
}

}  // namespace vgen::client::detail
