/// What one event loop has at the moment, for metrics.
#pragma once

#include <atomic>
#include <cstdint>

namespace vgen {

/// Changed by the thread of the loop, read by any thread.
struct LoopCounts {
  using Count = std::atomic<std::int64_t>;

  Count connections = 0;
  Count websockets = 0;
  Count subscriptions = 0;     ///< Topics of channels, subscriptions by RPC, streams by HTTP.
  Count queue_drops = 0;       ///< Websockets closed because their clients read too slowly.
  Count dropped_messages = 0;  ///< Messages that clients have not got, for the same reason.
};

/// Counts in one of them as long as it lives. A null pointer counts nowhere.
class Counted {
 public:
  explicit Counted(LoopCounts::Count* count) noexcept : count_(count) { add(1); }
  ~Counted() { add(-1); }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  void add(std::int64_t number) noexcept {
    if (count_ != nullptr) count_->fetch_add(number, std::memory_order_relaxed);
  }

  LoopCounts::Count* count_;
};

}  // namespace vgen
