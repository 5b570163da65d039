/// The subscribers of one thread.
#pragma once

#include <vgen/core/log.hpp>
#include <vgen/pubsub/event_hub.hpp>
#include <vgen/pubsub/hub_core.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace vgen {

/// The part of a channel that gets the messages of topics. Called on the thread of the fanout.
class TopicSubscriber {
 public:
  [[nodiscard]] virtual std::string_view id() const noexcept = 0;
  /// The subscription has begun. `answer`: the `$id` of the client's message, or an empty text;
  /// none if no client has asked for it.
  virtual void topic_subscribed(std::string_view topic, const TopicRow& row,
                                const std::optional<std::string>& answer,
                                const TopicSubscribed& subscribed) = 0;
  /// Messages in order, with their frames one after the other.
  virtual void topic_messages(std::string_view frames,
                              std::span<const SharedPublication> messages) = 0;
  /// The answer to `Fanout::present`.
  virtual void topic_present(std::string_view /*topic*/,
                             const std::vector<PresentMember>& /*members*/) {}
  /// The hub has ended the subscription.
  virtual void topic_revoked(std::string_view topic) = 0;
  virtual void topic_closed(std::uint16_t code, std::string_view reason) = 0;
  /// The hub was cut off, and these messages do not come.
  virtual void topic_lost(std::string_view topic, LostMessages lost) = 0;

 protected:
  TopicSubscriber() = default;
  ~TopicSubscriber() = default;
  TopicSubscriber(const TopicSubscriber&) = default;
  TopicSubscriber& operator=(const TopicSubscriber&) = default;
};

/// Passes the messages of an API's topics to the channels of one thread. Any thread may publish:
/// what it has published waits until the thread of the fanout has its turn. All messages of a topic
/// that wait go to each subscriber at once.
class Fanout final : private HubListener {
 public:
  /// All must outlive it.
  Fanout(HubCore& core, const boost::asio::any_io_executor& executor, LogSink* log);
  ~Fanout();
  Fanout(const Fanout&) = delete;
  Fanout& operator=(const Fanout&) = delete;

  /// Begins a subscription; `topic_subscribed` is called later. `topic`: its text. If there is one
  /// already, it stays as it is.
  void subscribe(TopicSubscriber& subscriber, std::string_view topic, const TopicRow& row,
                 std::optional<TopicPosition> resume, std::optional<std::string> answer);
  /// Ends a subscription, also one that has not begun yet. Not from a function of a subscriber.
  void unsubscribe(TopicSubscriber& subscriber, std::string_view topic);
  /// Returns a function that asks who is present in a topic. It is called once, on any thread.
  /// `topic_present` is called later, unless the subscription of `presence_topic(topic)` has ended.
  [[nodiscard]] std::function<void()> present(TopicSubscriber& subscriber, std::string_view topic);
  /// Tells of members whose time is over. Looks for them only if some time has passed.
  void expire_members(std::chrono::steady_clock::time_point now);
  /// From now on nothing waits for the thread of the fanout.
  void close() noexcept;

 private:
  struct Pending {
    TopicSubscriber* subscriber = nullptr;
    std::string topic;
    const TopicRow* row = nullptr;
    std::optional<std::string> answer;
  };
  /// The messages of a topic that wait.
  struct Batch {
    std::vector<SharedPublication> messages;
    bool has_exceptions = false;  ///< One of them is not for everybody.
  };
  using Subscribers = std::vector<TopicSubscriber*>;
  struct Members {
    std::uint64_t ticket = 0;
    std::vector<PresentMember> list;
  };
  using Note = std::variant<TopicSubscribed, SharedPublication, Members>;
  /// Leads the answers of a store to the fanout, which may be gone.
  struct Gate {
    std::mutex mutex;
    Fanout* fanout = nullptr;
  };
  struct Asked {
    TopicSubscriber* subscriber = nullptr;
    std::string topic;
  };

  void subscribed(TopicSubscribed answer) noexcept override;
  void published(const SharedPublication& publication) noexcept override;
  void take_note(Note note) noexcept;

  void drain();
  void complete(const TopicSubscribed& answer);
  void obey(const Publication& command);
  void answer(const Members& members);
  void add_to_batch(const SharedPublication& message);
  void deliver_batches();
  void deliver(const Subscribers& subscribers, const Batch& batch);
  void close_all();
  [[nodiscard]] const Subscribers* find(std::string_view topic) const;

  HubCore& core_;
  const boost::asio::any_io_executor& executor_;
  LogSink* log_;
  std::uint64_t last_ticket_ = 0;
  std::map<std::uint64_t, Pending> pending_;
  std::unordered_map<std::string, Subscribers> subscribers_;
  std::vector<Batch> batches_;
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
  std::map<std::uint64_t, Asked> asked_;
  std::chrono::steady_clock::time_point next_expiry_{};
  std::string frames_;

  std::mutex mutex_;
  std::vector<Note> notes_;  ///< Guarded by the mutex, as are the next two.
  bool closed_ = false;
  bool overflown_ = false;  ///< There was no memory for a note.
};

/// The fanouts of one thread, one for the hub of each API with subscribers.
class Fanouts {
 public:
  /// The executor must outlive it.
  [[nodiscard]] Fanout& of(HubCore& core, const boost::asio::any_io_executor& executor,
                           LogSink* log);
  /// Before the executor ends.
  void close() noexcept;

 private:
  std::map<const HubCore*, std::unique_ptr<Fanout>> fanouts_;
};

}  // namespace vgen
