#include <vgen/channel/memory_channel_store.hpp>

#include <utility>

namespace vgen {

ChannelRecord* MemoryChannelStore::find(std::string_view id, Time now) {
  const auto found = records_.find(id);
  return found == records_.end() || found->second.expires <= now ? nullptr : &found->second;
}

bool MemoryChannelStore::create(const ChannelRecord& record, Time now) {
  const std::lock_guard lock(mutex_);
  if (find(record.id, now) != nullptr) return false;
  ChannelRecord& kept = records_[record.id] = record;
  kept.version = 0;
  return true;
}

std::optional<ChannelRecord> MemoryChannelStore::load(std::string_view id, Time now) {
  const std::lock_guard lock(mutex_);
  const ChannelRecord* const found = find(id, now);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

ChannelUpdate MemoryChannelStore::update(const ChannelRecord& record, Time now) {
  const std::lock_guard lock(mutex_);
  ChannelRecord* const found = find(record.id, now);
  if (found == nullptr) return ChannelUpdate::missing;
  if (found->version != record.version) return ChannelUpdate::conflict;
  *found = record;
  ++found->version;
  return ChannelUpdate::done;
}

bool MemoryChannelStore::renew(std::string_view id, Time expires, Time now) {
  const std::lock_guard lock(mutex_);
  ChannelRecord* const found = find(id, now);
  if (found != nullptr) found->expires = expires;
  return found != nullptr;
}

bool MemoryChannelStore::remove(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(id);
  if (found == records_.end()) return false;
  records_.erase(found);
  return true;
}

std::vector<std::string> MemoryChannelStore::ids(std::string_view api, std::string_view channel,
                                                 std::string_view after, std::size_t limit,
                                                 Time now) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (auto next = records_.upper_bound(after); next != records_.end() && ids.size() < limit;
       ++next) {
    const ChannelRecord& record = next->second;
    if (record.api == api && record.channel == channel && record.expires > now)
      ids.push_back(record.id);
  }
  return ids;
}

std::vector<ChannelRecord> MemoryChannelStore::take_expired(Time now, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<ChannelRecord> taken;
  for (auto next = records_.begin(); next != records_.end() && taken.size() < limit;) {
    if (next->second.expires > now) {
      ++next;
      continue;
    }
    taken.push_back(std::move(next->second));
    next = records_.erase(next);
  }
  return taken;
}

}  // namespace vgen
