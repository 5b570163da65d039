/// One open channel, independent of its host.
#pragma once

#include <vgen/channel/channel_port.hpp>
#include <vgen/channel/channel_store.hpp>
#include <vgen/channel/fanout.hpp>
#include <vgen/channel/peer.hpp>
#include <vgen/channel/websocket_limits.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/loop_counts.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/channel_row.hpp>
#include <vgen/dispatch/input_source.hpp>
#include <vgen/dispatch/router.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

class RequestCopy;
class RequestIds;
struct Envelope;
struct TopicFrame;

/// The environment of the channels of one thread. It must outlive them.
struct ChannelHost {
  const Clock* clock = nullptr;
  CallPool* calls = nullptr;
  const WebsocketLimits* limits = nullptr;
  const std::chrono::steady_clock::time_point* now = nullptr;
  LogSink* log = nullptr;
  RequestIds* ids = nullptr;
  const boost::asio::any_io_executor* executor = nullptr;
  LoopCounts* counts = nullptr;  ///< Null if nobody reads them.
  /// The strict mode: channels are kept here between their events, and not in memory. Null: without
  /// it.
  ChannelStore* strict = nullptr;
  Fanouts fanouts{};
  std::string text{};  ///< The message that is being written.
};

/// What streams and subscriptions of RPC are answered in the strict mode.
inline constexpr std::string_view strict_has_no_streams =
    "The strict mode of channels has no streams: they need a server that holds the connection.";

/// Runs the functions of a channel for the events of its connection: open, messages, close. Belongs
/// to one thread.
///
/// The messages of a connection are handled in order, except for those of `concurrent` rows. While
/// a handler is suspended, further messages wait, up to a limit. No message is without an answer: a
/// message that cannot be handled gets an error, and the channel stays open.
///
/// In the strict mode all that functions see of a channel is made from its record when an event
/// begins, and written back and destroyed when it ends. What stays in memory is what a gateway
/// would hold: the connection, the messages that wait, the index of its subscriptions. An event
/// that meets another one, which has changed the record, runs once more.
class LiveChannel final : public Peer, private Completion, private TopicSubscriber {
 public:
  /// Host, API and row must outlive it. `opened_by` is copied: later events have it as their
  /// request.
  LiveChannel(ChannelHost& host, const Api& api, const ChannelRow& row, const Request& opened_by);
  ~LiveChannel() override;

  [[nodiscard]] Progress open(HostedCall& call, const PathValues& path,
                              Completion& completion) override;
  [[nodiscard]] bool accepted() const noexcept override { return accepted_; }
  /// The connection is open. Sends what the open handler has sent.
  void attach(ChannelPort& port) override;

  void text_message(std::span<char> text) override;
  void binary_message(std::span<const char> bytes) override;
  [[nodiscard]] bool wants_more() const noexcept override;
  [[nodiscard]] bool running() const noexcept override { return !running_.empty(); }

  /// The connection is over, or will be after what was sent. Messages that wait are dropped,
  /// suspended handlers are asked to end, and after them the close handler runs, once.
  void end(StopReason reason) noexcept override;
  void stop_messages() noexcept override;
  [[nodiscard]] bool ended() const noexcept { return ended_; }
  void stop_running(StopReason reason) noexcept override;
  void tick() override;

  [[nodiscard]] std::string_view id() const noexcept override { return id_; }
  [[nodiscard]] const ChannelRow& row() const noexcept { return row_; }
  [[nodiscard]] unsigned long long message_limit() const noexcept override {
    return row_.message_limit;
  }
  [[nodiscard]] Slow slow() const noexcept override { return row_.slow; }

 private:
  class Event;
  class OpeningEvent;
  class MessageEvent;
  class ClosingEvent;
  class TopicEvent;
  class SignInEvent;
  struct Strict;
  struct StrictEvent;

  /// What an event sees of the channel and may change. Without the strict mode all events share it.
  struct Part {
    std::shared_ptr<void> session{};
    std::optional<std::chrono::system_clock::time_point> session_expires{};
    std::shared_ptr<void> state{};
  };

  /// A message for a function. Its views are valid only while it is taken.
  struct Message {
    const MessageRow* row = nullptr;  ///< Null: it asks for a subscription. Or `sign_in_row`.
    std::string_view text{};
    std::string_view id{};
  };
  /// A message that waits for the handler before it.
  struct Waiting {
    const MessageRow* row = nullptr;
    std::string text{};
    std::string id{};
  };
  struct Running {
    std::unique_ptr<StrictEvent> strict;  ///< Outlives the call. Null without the strict mode.
    CallPool::Borrowed call;
    bool ordered = true;
  };

  void completed(HostedCall& call) noexcept override;

  // TopicSubscriber
  void topic_subscribed(std::string_view topic, const TopicRow& row,
                        const std::optional<std::string>& answer,
                        const TopicSubscribed& subscribed) override;
  void topic_messages(std::string_view frames,
                      std::span<const SharedPublication> messages) override;
  void topic_present(std::string_view topic, const std::vector<PresentMember>& members) override;
  void topic_revoked(std::string_view topic) override;
  void topic_closed(std::uint16_t code, std::string_view reason) override;
  void topic_lost(std::string_view topic, LostMessages lost) override;

  /// What the other subscribers of topics with this type of members see.
  struct Shown {
    const TypeSlot* type = nullptr;
    std::string data{};  ///< JSON.
  };
  /// A topic with presence that the channel is subscribed to.
  struct Watched {
    std::string topic{};
    const TopicRow* row = nullptr;
    bool is_ready = false;                  ///< Its changes arrive.
    bool is_in = false;                     ///< Others see the channel there.
    unsigned asked = 0;                     ///< Lists of members that the client does not have yet.
    std::vector<SharedPublication> held{};  ///< Changes behind these lists.
    std::chrono::steady_clock::time_point refresh_at{};
  };

  [[nodiscard]] Watched* find_watched(std::string_view topic) noexcept;
  /// Null if the channel does not show itself there.
  [[nodiscard]] const std::string* shown_in(const Watched& watched) const noexcept;
  void watch(const TopicRow& row, const std::string& topic);
  void unwatch(const std::string& topic);
  void begin_presence(Watched& watched);
  void ask_present(Watched& watched);
  void show(Watched& watched, Showing showing, std::function<void()> then);
  void take_presence(std::string_view frames, std::span<const SharedPublication> changes);
  void send_presence(std::string_view frames, std::span<const SharedPublication> changes);
  void tick_presence();
  void set_presence(const TypeSlot& type, const void* member);
  void send_publications(std::string_view frames, std::span<const SharedPublication> messages);

  /// Returns false if there are too many subscriptions. `answer`: see `TopicSubscriber`.
  bool subscribe(const TopicRow& row, const std::string& topic, std::optional<TopicPosition> resume,
                 std::optional<std::string> answer);
  void unsubscribe(const std::string& topic);
  void unsubscribe_all();
  void count_subscriptions(std::int64_t number) noexcept;
  /// Subscribes to a topic that clients do not know. It does not count.
  void subscribe_hidden(std::string topic);
  void answer_unsubscribed(std::string_view topic, std::string_view id);
  void start_topic(std::string_view text, std::unique_ptr<StrictEvent> strict);
  /// `text` is the token.
  void start_sign_in(const Message& message, std::unique_ptr<StrictEvent> strict);
  /// Takes off a session whose end has come, and says so.
  void end_session_if_over();
  void refuse_topic(const TopicFrame& frame, ErrorKind kind, std::string detail);
  [[nodiscard]] HubCore& hub() const noexcept;
  [[nodiscard]] Fanout& fanout();
  void note_change() noexcept;

  void take_message(const Message& message);
  void start(const Message& message);
  /// The request of an event. `strict`: null without the strict mode.
  [[nodiscard]] const Request& request_of(const StrictEvent* strict) const noexcept;
  [[nodiscard]] Part& part_of(StrictEvent* strict) noexcept;
  void run(CallPool::Borrowed borrowed, Event& event, const Endpoint& endpoint,
           const InputSource& source, bool ordered, std::unique_ptr<StrictEvent> strict);
  [[nodiscard]] std::unique_ptr<StrictEvent> forget(HostedCall& call) noexcept;

  // The strict mode.

  /// Starts a message with what the store has of the channel. `is_repeated`: it has met another
  /// event.
  void start_strict(const Message& message, bool is_repeated);
  void start(const Message& message, std::unique_ptr<StrictEvent> strict);
  /// Null if the channel cannot go on: then it closes. Throws `vgen::Error`.
  [[nodiscard]] std::unique_ptr<StrictEvent> load();
  [[nodiscard]] Part read_part(const ChannelRecord& record);
  [[nodiscard]] std::shared_ptr<void> make_strict_state();
  /// Throws `vgen::Error` if state or session do not survive their JSON.
  void create_record();
  /// The event has ended. Null: nothing is to be done.
  void settle(std::unique_ptr<StrictEvent> strict);
  /// Returns false if another event has changed the record.
  [[nodiscard]] bool commit(StrictEvent& event);
  /// Throws `vgen::Error`.
  void write_part(const Part& part, ChannelRecord& record);
  void write_session(const Part& part, ChannelRecord& record);
  void write_state(const Part& part, ChannelRecord& record);
  void write_topics(ChannelRecord& record) const;
  void adopt_topics(const ChannelRecord& record);
  void flush(const StrictEvent& event);
  void refuse_message(const Message& message, ErrorKind kind, std::string detail);
  /// Writes subscriptions and presence into the record, if they have changed.
  void keep_topics() noexcept;
  void renew_record() noexcept;
  void end_stored_session();
  void remove_record() noexcept;
  /// Changes the newest record. Returns false, and logs why, if it cannot.
  bool change_record(const std::function<void(ChannelRecord& record)>& change) noexcept;
  /// Whether a function has written to objects of an event that has ended, which it logs.
  bool has_disturbed() noexcept;
  void lose_record();
  void note_position(std::string_view topic, TopicPosition at);
  void refuse(const Envelope& envelope, const Faults& faults);
  void refuse_unknown(const Envelope& envelope);
  void refuse(ErrorKind kind, std::string detail, std::string_view action, std::string_view id);
  void refuse(Problem problem, std::string_view action, std::string_view id);
  void go_on();
  void run_close();
  bool send(std::string_view text);
  /// The same for a frame that is not an answer.
  bool send_droppable(std::string_view text);
  /// Counts a message. Returns whether there are too many of them in this second.
  [[nodiscard]] bool is_one_too_many() { return rate_.is_above(*host_.limits, *host_.now); }
  void refuse_one_too_many(std::string_view text);
  void close(std::uint16_t code, std::string_view reason);
  [[nodiscard]] bool ordered_runs() const noexcept;
  [[nodiscard]] const MessageRow* find(std::string_view value) const noexcept;

  /// Stands for the messages that bring a token.
  static const MessageRow sign_in_row;

  ChannelHost& host_;
  const Api& api_;
  const ChannelRow& row_;
  ChannelPort* port_ = nullptr;
  std::string id_;
  std::unique_ptr<RequestCopy> request_;
  /// In the strict mode, objects are in it only during the opening.
  Part part_;
  std::unique_ptr<Strict> strict_;   ///< Null without the strict mode.
  std::vector<std::string> unsent_;  ///< Sent by the open handler, before there is a port.
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::vector<Running> running_;
  std::vector<StoredSubscription> topics_;
  std::vector<std::string> hidden_topics_;
  std::vector<Watched> watched_;
  std::vector<Shown> shown_;
  MessageRate rate_;
  bool accepted_ = false;
  bool ended_ = false;
  bool closed_ = false;             ///< The close handler has run or runs.
  HostedCall* starting_ = nullptr;  ///< The call that is being invoked.
  std::uint16_t wanted_close_ = 0;  ///< The open handler has closed the channel.
  std::string close_reason_;
};

}  // namespace vgen
