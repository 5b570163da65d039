/// The presence of one process.
#pragma once

#include <vgen/core/clock.hpp>
#include <vgen/pubsub/presence_store.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Keeps all in memory, behind one lock. Topics without members are forgotten.
class MemoryPresence final : public PresenceStore {
 public:
  /// `clock` must outlive it; null: the clock of the system.
  explicit MemoryPresence(const Clock* clock = nullptr) noexcept : clock_(clock) {}

  [[nodiscard]] PresenceCapabilities capabilities() const noexcept override { return {}; }
  void set(std::string_view topic, const PresentMember& member, std::chrono::milliseconds lifetime,
           std::function<void(bool is_new)> done) override;
  void remove(std::string_view topic, std::string_view id,
              std::function<void(bool was_there)> done) override;
  void present(std::string_view topic,
               std::function<void(std::vector<PresentMember>)> done) override;
  void expire(std::function<void(std::vector<ExpiredMember>)> done) override;

  /// The number of topics with members, for tests.
  [[nodiscard]] std::size_t topics() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Known {
    PresentMember member;
    Time until;
  };

  [[nodiscard]] Time now() const;

  const Clock* clock_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Known>, std::less<>> topics_;
};

}  // namespace vgen
