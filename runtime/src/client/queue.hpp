#pragma once

#include "loop.hpp"

#include <vgen/client/stream.hpp>

#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace vgen::client::detail {

/// How many items may wait.
inline constexpr std::size_t longest_queue = 1024;

/// What has arrived for a stream, and those who wait for it. Items arrive on the client's thread,
/// and are taken on any thread, so it has a lock.
class Queue : public Feed, public std::enable_shared_from_this<Queue> {
 public:
  /// Both are literals, for messages: "subscribe", "rooms/{room}".
  Queue(std::shared_ptr<Loop> loop, std::string_view method, std::string_view route)
      : loop_(std::move(loop)), method_(method), route_(route) {}

  std::optional<FeedItem> next(std::optional<std::chrono::milliseconds> time) override;
  void start_next(std::function<void(std::optional<FeedItem>)> done, std::stop_token stop) override;
  [[nodiscard]] bool has_ended() const override;
  [[nodiscard]] CallResult<void> end() const override;
  [[nodiscard]] std::string last_id() const override;
  [[nodiscard]] std::optional<TopicPosition> position() const override { return std::nullopt; }
  void close() override;
  void fail(std::string reason) override;

  void push(FeedItem item);
  /// The end, after what has arrived.
  void finish(Outcome outcome);
  [[nodiscard]] bool is_finished() const;
  [[nodiscard]] std::size_t size() const;

  /// What the owner wants to know; called on the client's thread.
  std::function<void()> on_closed{};
  std::function<void(std::size_t left)> on_taken{};

 protected:
  /// Makes room in a full queue. The lock is held.
  virtual void make_room(std::deque<FeedItem>& items) { items.pop_front(); }
  [[nodiscard]] Loop& loop() const { return *loop_; }

 private:
  struct Waiter;
  struct Leave;

  std::optional<FeedItem> take();
  void serve();
  void leave(Waiter* waiter);
  void end_early(Outcome outcome);

  std::shared_ptr<Loop> loop_;
  std::string_view method_;
  std::string_view route_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<FeedItem> items_;
  std::list<std::shared_ptr<Waiter>> waiters_;
  std::optional<Outcome> outcome_;
  std::string last_id_;
};

/// The result of a call without a value.
[[nodiscard]] CallResult<void> result_of(std::string_view method, std::string_view route,
                                         Outcome outcome);

}  // namespace vgen::client::detail
