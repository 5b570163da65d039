/// The hub of one process.
#pragma once

#include <vgen/pubsub/event_hub.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vgen {

/// Keeps all in memory. The order of a topic is the order in which publishers get the lock of its
/// shard.
///
/// Topics without subscribers are forgotten: at once if they have no history, else when there
/// are more than `unused` of them, the longest unused one first. So publications to names that
/// users have chosen do not fill the memory.
class MemoryHub final : public EventHub {
 public:
  /// `unused`: the number of topics without subscribers that are kept for their history.
  explicit MemoryHub(std::size_t unused = 16 * 1024);

  [[nodiscard]] HubCapabilities capabilities() const noexcept override {
    return {.history = true, .several_nodes = false};
  }
  void publish(std::string_view topic, TopicSettings settings, std::string_view data,
               std::string_view except) override;
  void tell(SharedPublication command) override;
  void subscribe(HubListener& listener, std::string_view topic, TopicSettings settings,
                 std::optional<TopicPosition> resume, std::uint64_t ticket) override;
  void unsubscribe(HubListener& listener, std::string_view topic) override;

  /// The number of topics that it knows now, for tests and metrics.
  [[nodiscard]] std::size_t topics() const;

 private:
  struct Interest {
    HubListener* listener = nullptr;
    std::size_t subscriptions = 0;
  };
  struct Known {
    TopicPosition last{};
    bool has_history = false;  ///< It is kept without subscribers, because they may resume.
    std::deque<SharedPublication> kept{};
    std::vector<Interest> interest{};
    std::list<std::string_view>::iterator unused{};  ///< If there is no interest.
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  using Topics = std::unordered_map<std::string, Known, Hash, std::equal_to<>>;
  struct Shard {
    mutable std::mutex mutex{};
    Topics topics{};
    std::list<std::string_view> unused{};  ///< The keys of topics, the longest unused one first.
  };

  static constexpr std::size_t shard_count = 16;

  [[nodiscard]] Shard& shard_of(std::string_view topic) noexcept {
    return shards_[Hash()(topic) % shard_count];
  }
  Topics::iterator know(Shard& shard, std::string_view topic, TopicSettings settings);
  void settle(Shard& shard, Topics::iterator topic);

  std::array<Shard, shard_count> shards_;
  std::size_t unused_;
  std::atomic<std::uint64_t> epoch_;
};

}  // namespace vgen
