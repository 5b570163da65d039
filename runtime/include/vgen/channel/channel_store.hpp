/// The interface of stores of channels: what is known of an open channel between two of its events.
#pragma once

#include <vgen/http/request.hpp>
#include <vgen/pubsub/publication.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen {

/// The request that opened a channel, with texts of its own. Its path has the parameters, and its
/// headers have the cookies.
struct StoredRequest {
  std::string method{};
  std::string target{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string remote_address{};
  std::string forwarded_host{};
  Scheme scheme = Scheme::unknown;

  bool operator==(const StoredRequest&) const = default;
};

/// A topic that a channel is subscribed to.
struct StoredSubscription {
  std::string topic{};  ///< Its text, in the canonical form.
  /// The last message that the channel has got, or the position at which the subscription began;
  /// none if the topic has no positions, or if the hub has not answered yet.
  std::optional<TopicPosition> at{};

  bool operator==(const StoredSubscription&) const = default;
};

/// What others see of a channel in topics with presence.
struct StoredPresence {
  std::string topic_name{};  ///< The name of a topic with members of this type: "rooms/{room}".
  std::string data{};        ///< JSON.

  bool operator==(const StoredPresence&) const = default;
};

/// An open channel without its connection: all that another object, in this process or another one,
/// needs to handle the next event.
struct ChannelRecord {
  using Time = std::chrono::system_clock::time_point;

  std::string id{};       ///< Unique among all channels of all servers that share the store.
  std::string api{};      ///< The name of the API.
  std::string channel{};  ///< The name of the row.
  StoredRequest request{};
  std::optional<std::string> session{};   ///< JSON, as the codec of the API writes it.
  std::optional<Time> session_expires{};  ///< None: it does not end by itself.
  std::string state{};                    ///< JSON; empty if the row has no state.
  std::vector<StoredSubscription> subscriptions{};
  std::vector<StoredPresence> presence{};
  bool has_handle = false;    ///< Code keeps a handle, so the hub delivers what it sends.
  Time expires{};             ///< If nobody renews it. Exact to one millisecond.
  std::uint64_t version = 0;  ///< Of a new record; each update adds one.

  bool operator==(const ChannelRecord&) const = default;
};

/// A record as bytes, for stores that keep texts. Without its version, which a store compares and
/// therefore keeps beside it.
[[nodiscard]] std::string text_of(const ChannelRecord& record);
/// None if the text is not one of `text_of`.
[[nodiscard]] std::optional<ChannelRecord> record_of(std::string_view text);

/// The outcome of `ChannelStore::update`.
enum class ChannelUpdate : unsigned char {
  done,
  conflict,  ///< Another event has changed the record since it was loaded. Nothing is changed.
  missing,   ///< The store does not have the record, or its time is over.
};

/// Keeps records of channels. Functions are called from all threads at once, also for one channel.
/// They do not block for long: a store elsewhere has one round trip. They throw `vgen::Error`
/// (unavailable) if the store cannot be reached; then nothing is changed, or `update` and `create`
/// may be done all the same, which a repeated call shows as a conflict or as a known id.
///
/// Times are those of the caller, whose clock a record was made with. A record whose time is over
/// is as if it were not there, except for `take_expired`.
///
/// A record may have any size that the store takes; those of this project are as large as the
/// request with its headers, session and state together, and 512 bytes for each subscription.
///
/// `test/unit/channel/channel_store_suite.hpp` checks what every store must do.
class ChannelStore {
 public:
  using Time = ChannelRecord::Time;

  virtual ~ChannelStore() = default;
  ChannelStore(const ChannelStore&) = delete;
  ChannelStore& operator=(const ChannelStore&) = delete;

  /// Keeps a new record. Returns false, and changes nothing, if there is one of this id.
  [[nodiscard]] virtual bool create(const ChannelRecord& record, Time now) = 0;
  /// None if the store does not have the record.
  [[nodiscard]] virtual std::optional<ChannelRecord> load(std::string_view id, Time now) = 0;
  /// Replaces a record if its version is still that of `record`; the new version is one more. Id,
  /// API, channel and request stay as they are.
  [[nodiscard]] virtual ChannelUpdate update(const ChannelRecord& record, Time now) = 0;
  /// Gives a record more time; its version stays. Returns false if the store does not have the
  /// record.
  virtual bool renew(std::string_view id, Time expires, Time now) = 0;
  /// Returns whether there was such a record.
  virtual bool remove(std::string_view id) = 0;
  /// The ids of the open channels of a row, for hosts that reach each channel by its id. They are
  /// in the order of their bytes, at most `limit`, all greater than `after`; so several calls go
  /// through all of them, while others come and go.
  [[nodiscard]] virtual std::vector<std::string> ids(std::string_view api, std::string_view channel,
                                                     std::string_view after, std::size_t limit,
                                                     Time now) = 0;
  /// Removes at most `limit` records whose time is over, such as those of a process that has
  /// crashed. Each of them is given to one caller only, whatever the number of processes.
  [[nodiscard]] virtual std::vector<ChannelRecord> take_expired(Time now, std::size_t limit) = 0;

 protected:
  ChannelStore() = default;
};

}  // namespace vgen
