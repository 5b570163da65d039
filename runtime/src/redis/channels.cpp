#include "channels.hpp"

#include "scripts.hpp"

#include <vgen/core/fields.hpp>

#include <chrono>
#include <cstdint>
#include <stdexcept>

namespace vgen::redis {
namespace {

std::string text_of_time(ChannelStore::Time time) {
  using std::chrono::milliseconds;
  return std::to_string(std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count());
}

ChannelStore::Time time_of(std::string_view text) {
  return ChannelStore::Time(std::chrono::milliseconds(number_of(text)));
}

/// A record of its version, text and end.
ChannelRecord record_in(const Reply& version, const Reply& text, const Reply& end) {
  std::optional<ChannelRecord> record = record_of(text.text);
  if (!record) throw std::runtime_error("Redis has a channel that another version has written");
  record->version = static_cast<std::uint64_t>(number_of(version.text));
  record->expires = time_of(end.text);
  return *std::move(record);
}

}  // namespace

std::string RedisChannels::key(std::string_view id) const {
  return store_->key("{channels}:" + std::string(id));
}

std::string RedisChannels::key_of_ids(std::string_view api, std::string_view channel) const {
  std::string name = "{channels}ids:";
  append_field(name, api);
  return store_->key(name.append(channel));
}

std::string RedisChannels::ends() const {
  return store_->key("{channels}ends");
}

bool RedisChannels::create(const ChannelRecord& record, Time now) {
  const Reply reply = store_->ask(
      command({"EVALSHA", store_->connection().script(channel_create), "3", key(record.id), ends(),
               key_of_ids(record.api, record.channel), record.id, text_of_time(record.expires),
               text_of_time(now), text_of(record)}));
  return reply.integer == 1;
}

std::optional<ChannelRecord> RedisChannels::load(std::string_view id, Time now) {
  const Reply reply = store_->ask(command({"HMGET", key(id), "version", "text", "end"}));
  if (reply.items.size() != 3 || reply.items[2].kind == Reply::Kind::null) return std::nullopt;
  if (time_of(reply.items[2].text) <= now) return std::nullopt;
  return record_in(reply.items[0], reply.items[1], reply.items[2]);
}

ChannelUpdate RedisChannels::update(const ChannelRecord& record, Time now) {
  const Reply reply =
      store_->ask(command({"EVALSHA", store_->connection().script(channel_update), "2",
                           key(record.id), ends(), record.id, text_of_time(record.expires),
                           text_of_time(now), std::to_string(record.version), text_of(record)}));
  switch (reply.integer) {
    case 0: return ChannelUpdate::done;
    case 1: return ChannelUpdate::conflict;
    default: return ChannelUpdate::missing;
  }
}

bool RedisChannels::renew(std::string_view id, Time expires, Time now) {
  const Reply reply =
      store_->ask(command({"EVALSHA", store_->connection().script(channel_renew), "2", key(id),
                           ends(), id, text_of_time(expires), text_of_time(now)}));
  return reply.integer == 1;
}

bool RedisChannels::remove(std::string_view id) {
  const Reply reply = store_->ask(
      command({"EVALSHA", store_->connection().script(channel_remove), "2", key(id), ends(), id}));
  return reply.integer == 1;
}

std::vector<std::string> RedisChannels::ids(std::string_view api, std::string_view channel,
                                            std::string_view after, std::size_t limit, Time now) {
  const Reply reply = store_->ask(
      command({"EVALSHA", store_->connection().script(channel_ids), "2", key_of_ids(api, channel),
               ends(), after, std::to_string(limit), text_of_time(now)}));
  std::vector<std::string> ids;
  for (const Reply& item : reply.items) ids.push_back(item.text);
  return ids;
}

std::vector<ChannelRecord> RedisChannels::take_expired(Time now, std::size_t limit) {
  const Reply reply =
      store_->ask(command({"EVALSHA", store_->connection().script(channel_expire), "1", ends(),
                           key({}), text_of_time(now), std::to_string(limit)}));
  std::vector<ChannelRecord> taken;
  for (std::size_t i = 0; i + 2 < reply.items.size(); i += 3)
    taken.push_back(record_in(reply.items[i], reply.items[i + 1], reply.items[i + 2]));
  return taken;
}

}  // namespace vgen::redis
