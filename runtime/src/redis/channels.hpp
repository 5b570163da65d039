/// Channels in Redis.
#pragma once

#include "store.hpp"

#include <vgen/channel/channel_store.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::redis {

/// A hash for each channel: version, text, end and the key of its row. The ids of a row are one
/// sorted set, and the ends of all channels another one. What nobody looks after is gone one day
/// after its end.
class RedisChannels final : public ChannelStore {
 public:
  explicit RedisChannels(std::shared_ptr<Store> store) : store_(std::move(store)) {}

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
  [[nodiscard]] std::string key(std::string_view id) const;
  [[nodiscard]] std::string key_of_ids(std::string_view api, std::string_view channel) const;
  [[nodiscard]] std::string ends() const;

  std::shared_ptr<Store> store_;
};

}  // namespace vgen::redis
