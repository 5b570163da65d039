/// The channels of one process.
#pragma once

#include <vgen/channel/channel_store.hpp>

#include <map>
#include <mutex>

namespace vgen {

/// Keeps all in memory, behind one lock.
class MemoryChannelStore final : public ChannelStore {
 public:
  [[nodiscard]] bool create(const ChannelRecord& record, Time now) override;
  [[nodiscard]] std::optional<ChannelRecord> load(std::string_view id, Time now) override;
  [[nodiscard]] ChannelUpdate update(const ChannelRecord& record, Time now) override;
  bool renew(std::string_view id, Time expires, Time now) override;
  bool remove(std::string_view id) override;
  [[nodiscard]] std::vector<std::string> ids(std::string_view api, std::string_view channel,
                                             std::string_view after, std::size_t limit,
                                             Time now) override;
  [[nodiscard]] std::vector<ChannelRecord> take_expired(Time now, std::size_t limit) override;

 private:
  using Records = std::map<std::string, ChannelRecord, std::less<>>;

  /// Null if there is none whose time is not over.
  [[nodiscard]] ChannelRecord* find(std::string_view id, Time now);

  std::mutex mutex_;
  Records records_;
};

}  // namespace vgen
