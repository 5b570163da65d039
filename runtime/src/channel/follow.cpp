// The part of Stream that follows a topic.
#include <vgen/channel/fanout.hpp>
#include <vgen/core/error.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/stream.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#include <exception>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// Sends the messages of a topic as the items of a stream. It lives in the call, so that it ends
/// with it even if its coroutine does not run again.
class Follower final : public TopicSubscriber {
 public:
  /// `is_waiting`: nothing is sent before `release`.
  Follower(StreamEvent& stream, const TopicRow& row, std::string topic, bool is_waiting)
      : stream_(stream),
        topic_(std::move(topic)),
        has_positions_(row.history != 0),
        is_waiting_(is_waiting),
        resume_(position_of(stream.last_id())),
        changed_(stream.call().executor(), asio::steady_timer::time_point::max()) {
    stream_.fanout().subscribe(*this, topic_, row, resume_, std::nullopt);
  }
  ~Follower() { stop(); }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  /// Cancelled when the subscription has begun and when it has ended.
  [[nodiscard]] asio::steady_timer& changed() noexcept { return changed_; }
  [[nodiscard]] bool has_begun() const noexcept { return has_begun_; }
  [[nodiscard]] bool has_ended() const noexcept { return has_ended_; }
  [[nodiscard]] bool is_lost() const noexcept { return is_lost_; }
  [[nodiscard]] const FollowStart& start() const noexcept { return start_; }
  /// Sends what has come meanwhile.
  void release() {
    is_waiting_ = false;
    send(std::exchange(waiting_, {}));
  }
  void stop() {
    if (std::exchange(is_following_, false)) stream_.fanout().unsubscribe(*this, topic_);
  }

  // TopicSubscriber

  /// Not that of any channel.
  [[nodiscard]] std::string_view id() const noexcept override { return "-"; }
  void topic_subscribed(std::string_view /*topic*/, const TopicRow& /*row*/,
                        const std::optional<std::string>& /*answer*/,
                        const TopicSubscribed& subscribed) override {
    start_.is_resumed = has_positions_ && resume_ && !subscribed.lost;
    if (has_positions_) start_.id = position_text(subscribed.at);
    has_begun_ = true;
    send(subscribed.missed);
    changed_.cancel();
  }
  void topic_messages(std::string_view /*frames*/,
                      std::span<const SharedPublication> messages) override {
    send(messages);
  }
  void topic_revoked(std::string_view /*topic*/) override {}
  void topic_closed(std::uint16_t /*code*/, std::string_view /*reason*/) override {
    has_ended_ = true;
    changed_.cancel();
  }
  /// Items have no form for it, so the stream ends with an error. Its client may resume.
  void topic_lost(std::string_view /*topic*/, LostMessages /*lost*/) override {
    is_lost_ = has_ended_ = true;
    changed_.cancel();
  }

 private:
  void send(std::span<const SharedPublication> messages) {
    if (is_waiting_) {
      waiting_.insert(waiting_.end(), messages.begin(), messages.end());
      return;
    }
    for (const SharedPublication& message : messages) {
      stream_.begin_item(has_positions_ ? position_text(message->at) : std::string())
          .append(message->data());
      stream_.end_item();
    }
  }

  StreamEvent& stream_;
  std::string topic_;
  bool has_positions_;
  bool is_following_ = true;
  bool is_waiting_;
  bool has_begun_ = false;
  bool has_ended_ = false;
  bool is_lost_ = false;
  std::optional<TopicPosition> resume_;
  FollowStart start_;
  std::vector<SharedPublication> waiting_;
  asio::steady_timer changed_;  ///< Never ends by itself. Cancelled, the coroutine goes on.
};

/// Throws if the stream has to end.
Task<void> wait_for_change(Follower& follower) {
  boost::system::error_code released;
  auto waiting = follower.changed().async_wait(asio::redirect_error(asio::use_awaitable, released));
  co_await std::move(waiting);
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    follower.stop();
    throw boost::system::system_error(asio::error::operation_aborted);
  }
}

/// Waits until the topic is closed or the stream has to end.
Task<void> follow_to_end(Follower& follower, std::function<void(const FollowStart&)> begin) {
  while (!follower.has_begun() && !follower.has_ended()) {
    auto change = wait_for_change(follower);
    co_await std::move(change);
  }
  if (begin && !follower.has_ended()) {
    begin(follower.start());
    follower.release();
  }
  while (!follower.has_ended()) {
    auto change = wait_for_change(follower);
    co_await std::move(change);
  }
  follower.stop();
  if (follower.is_lost()) throw Error(ErrorKind::unavailable, "Messages of the topic may be lost.");
}

}  // namespace

/// Not a coroutine itself, so that the topic need not outlive the call of this function.
Task<void> detail::StreamEnd::follow(const TopicReferenceAt& topic,
                                     std::function<void(const FollowStart&)> begin) {
  HostedCall& call = event_.call();
  const HubCore& core = call.hub().core();
  const TopicRow& row = core.row(topic);
  auto& follower =
      call.emplace<Follower>(event_, row, topic_text(row, topic.parameters), begin != nullptr);
  return follow_to_end(follower, std::move(begin));
}

}  // namespace vgen
