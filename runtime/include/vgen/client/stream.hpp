/// What a server sends item by item. Light: no Boost.
#pragma once

#include <vgen/client/call.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::client {

/// A place in the history of a topic. With it a client gets what it has missed.
struct TopicPosition {
  std::string epoch{};
  std::int64_t offset = 0;

  bool operator==(const TopicPosition&) const = default;
};

/// Offsets of messages that a subscription has missed and that cannot be had any more. If `to` is
/// less than `from`, it is not known whether there were any.
struct LostMessages {
  std::int64_t from = 0;
  std::int64_t to = 0;

  bool operator==(const LostMessages&) const = default;
};

namespace detail {

/// An item before it is decoded.
struct FeedItem {
  std::string json{};
  std::string id{};
  std::optional<TopicPosition> position{};
  std::optional<LostMessages> lost{};
};

/// Items that wait to be taken. Its functions may be called from any thread.
class Feed {
 public:
  virtual ~Feed() = default;
  /// Waits for an item: none at the end, or when the time is over. Throws `std::logic_error` on the
  /// client's thread.
  virtual std::optional<FeedItem> next(std::optional<std::chrono::milliseconds> time) = 0;
  /// `done` is called once, on the client's thread.
  virtual void start_next(std::function<void(std::optional<FeedItem>)> done,
                          std::stop_token stop) = 0;
  /// Whether there is and will be nothing more to take.
  [[nodiscard]] virtual bool has_ended() const = 0;
  [[nodiscard]] virtual CallResult<void> end() const = 0;
  [[nodiscard]] virtual std::string last_id() const = 0;
  [[nodiscard]] virtual std::optional<TopicPosition> position() const = 0;
  virtual void close() = 0;
  /// An item could not be decoded.
  virtual void fail(std::string reason) = 0;
};

/// Keeps a stream as long as there is a copy of it.
class FeedHandle {
 public:
  FeedHandle(std::shared_ptr<Feed> feed, std::shared_ptr<void> keeps, bool closes)
      : keeps_(std::move(keeps)), feed_(std::move(feed)), closes_(closes) {}
  ~FeedHandle() {
    if (closes_) feed_->close();
  }
  FeedHandle(const FeedHandle&) = delete;
  FeedHandle& operator=(const FeedHandle&) = delete;

  [[nodiscard]] Feed& feed() const { return *feed_; }

 private:
  std::shared_ptr<void> keeps_;
  std::shared_ptr<Feed> feed_;
  bool closes_;
};

}  // namespace detail

/// Items of a server, to be taken one by one. A handle: copies share the items, and each item is
/// taken once. With the last copy the stream is closed. Its functions may be called from any
/// thread.
///
///     while (const auto todo = todos.next()) show(*todo);
///     if (!todos.end()) report(todos.end().message());
template <class T>
class Stream {
 public:
  /// Returns what is wrong with an item; empty if nothing is.
  using Decoder = std::string (*)(const detail::FeedItem& item, T& value);

  /// For generated code.
  Stream(std::shared_ptr<detail::FeedHandle> handle, Decoder decode)
      : handle_(std::move(handle)), decode_(decode) {}

  /// Waits for the next item. None: the stream has ended, see `end`. Throws `std::logic_error` on
  /// the client's thread.
  std::optional<T> next() const { return decoded(feed(), decode_, feed().next(std::nullopt)); }
  /// The same. None also if nothing has arrived in time; then `has_ended` is false.
  std::optional<T> next(std::chrono::milliseconds time) const {
    return decoded(feed(), decode_, feed().next(time));
  }
  /// `done` gets the next item, once, on the client's thread: it must not block. If `stop` is
  /// requested, it gets none.
  void start_next(std::function<void(std::optional<T>)> done,
                  std::stop_token stop = std::stop_token()) const {
    feed().start_next(
        [handle = handle_, decode = decode_,
         done = std::move(done)](std::optional<detail::FeedItem> item) {
          done(decoded(handle->feed(), decode, std::move(item)));
        },
        std::move(stop));
  }

  /// Whether all items are taken and there will be no other.
  [[nodiscard]] bool has_ended() const { return feed().has_ended(); }
  /// How the stream has ended: a value if well, else the problem. A value too if it has not ended.
  [[nodiscard]] CallResult<void> end() const { return feed().end(); }
  /// The id of the last item that was taken, if the server gives ids.
  [[nodiscard]] std::string last_id() const { return feed().last_id(); }
  /// Ends the stream. Items that have arrived are dropped.
  void close() const { feed().close(); }

 protected:
  [[nodiscard]] detail::Feed& feed() const { return handle_->feed(); }

 private:
  static std::optional<T> decoded(detail::Feed& feed, Decoder decode,
                                  std::optional<detail::FeedItem> item) {
    if (!item) return std::nullopt;
    std::optional<T> value(std::in_place);
    std::string fault = decode(*item, *value);
    if (fault.empty()) return value;
    feed.fail(std::move(fault));
    return std::nullopt;
  }

  std::shared_ptr<detail::FeedHandle> handle_;
  Decoder decode_;
};

/// A message of a topic, or the news that some are lost. It has either `data` or `lost`.
template <class T>
struct TopicItem {
  std::optional<T> data{};
  std::optional<LostMessages> lost{};
  std::optional<TopicPosition> position{};  ///< Only if the topic keeps a history.
};

/// The messages of a topic. It begins at once. After a lost connection it goes on where it was, or
/// says what it has lost. Messages that nobody takes wait: above 1,024 of them the oldest count as
/// lost.
template <class T>
class Subscription : public Stream<TopicItem<T>> {
 public:
  using Stream<TopicItem<T>>::Stream;

  /// The place after the last message that has arrived; none if the topic keeps no history.
  [[nodiscard]] std::optional<TopicPosition> position() const { return this->feed().position(); }
};

}  // namespace vgen::client
