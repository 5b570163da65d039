// The part of Stream that follows a topic.
#include <vgen/channel/fanout.hpp>
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
#include <span>
#include <string>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// Sends the messages of a topic as the items of a stream. It lives in the call, so that it ends
/// with it even if its coroutine does not run again.
class Follower final : public TopicSubscriber {
 public:
  Follower(StreamEvent& stream, const TopicRow& row, std::string topic)
      : stream_(stream),
        topic_(std::move(topic)),
        has_positions_(row.history != 0),
        ended_(stream.call().executor(), asio::steady_timer::time_point::max()) {
    stream_.fanout().subscribe(*this, topic_, row, position_of(stream_.last_id()), std::nullopt);
  }
  ~Follower() { stop(); }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  [[nodiscard]] asio::steady_timer& ended() noexcept { return ended_; }
  void stop() {
    if (std::exchange(is_following_, false)) stream_.fanout().unsubscribe(*this, topic_);
  }

  // TopicSubscriber

  /// Not that of any channel.
  [[nodiscard]] std::string_view id() const noexcept override { return "-"; }
  void topic_subscribed(std::string_view /*topic*/, const TopicRow& /*row*/,
                        const std::optional<std::string>& /*answer*/,
                        const TopicSubscribed& subscribed) override {
    send(subscribed.missed);
  }
  void topic_messages(std::string_view /*frames*/,
                      std::span<const SharedPublication> messages) override {
    send(messages);
  }
  void topic_revoked(std::string_view /*topic*/) override {}
  void topic_closed(std::uint16_t /*code*/, std::string_view /*reason*/) override {
    ended_.cancel();
  }

 private:
  void send(std::span<const SharedPublication> messages) {
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
  asio::steady_timer ended_;  ///< Never ends by itself. Cancelled, the coroutine goes on.
};

/// Waits until the topic is closed or the stream has to end.
Task<void> follow_to_end(Follower& follower) {
  boost::system::error_code released;
  auto waiting = follower.ended().async_wait(asio::redirect_error(asio::use_awaitable, released));
  co_await std::move(waiting);
  follower.stop();
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw boost::system::system_error(asio::error::operation_aborted);
}

}  // namespace

/// Not a coroutine itself, so that the topic need not outlive the call of this function.
Task<void> detail::StreamEnd::follow(const TopicReferenceAt& topic) {
  HostedCall& call = event_.call();
  const HubCore& core = call.hub().core();
  const TopicRow& row = core.row(topic);
  return follow_to_end(call.emplace<Follower>(event_, row, topic_text(row, topic.parameters)));
}

}  // namespace vgen
