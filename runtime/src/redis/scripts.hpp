/// The scripts that Redis runs, each as one step that nothing comes between.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace vgen::redis {

/// Publishes a message of a topic with history.
///
/// Keys: the topic, its messages, the last number of the publisher. Arguments: the channel, the
/// number of messages to keep, seconds to keep them, the number of this publication, an epoch in
/// case that the topic has none, the message. The answer is 1, or 0 if it was published before.
inline constexpr std::string_view publish_script = R"(
local known = redis.call('GET', KEYS[3])
if known and tonumber(known) >= tonumber(ARGV[4]) then return 0 end
redis.call('SET', KEYS[3], ARGV[4], 'EX', 3600)
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[5]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', 0)
end
local offset = string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'offset', 1))
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[2], offset .. '-0', 'm', ARGV[6])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])
redis.call('PUBLISH', ARGV[1], epoch .. ':' .. offset .. ':' .. ARGV[6])
return 1
)";

/// The position of a topic with history, and the messages that a subscriber needs.
///
/// Keys: the topic, its messages. Arguments: what is needed, an epoch in case that the topic has
/// none, seconds to keep it, an epoch and an offset. What is needed: 'none'; 'last', the last
/// message; 'after', those behind the offset, if the epoch is that of the topic; 'all', the same,
/// but all messages of another epoch. The answer is epoch, offset, messages.
///
/// 'all' is asked by a server that has seen the offset. If the topic is before it, Redis has
/// forgotten something: the topic gets a new epoch, because its offsets would come a second time.
inline constexpr std::string_view read_script = R"(
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[2]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', 0)
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])
local offset = redis.call('HGET', KEYS[1], 'offset')
local is_same = epoch == ARGV[4]
local messages = {}
if ARGV[1] == 'last' then
  messages = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
elseif ARGV[1] == 'all' then
  if is_same and tonumber(offset) < tonumber(ARGV[5]) then
    epoch = ARGV[2]
    redis.call('HSET', KEYS[1], 'epoch', epoch)
    is_same = false
  end
  messages = redis.call('XRANGE', KEYS[2], is_same and '(' .. ARGV[5] .. '-0' or '-', '+')
elseif ARGV[1] == 'after' and is_same then
  messages = redis.call('XRANGE', KEYS[2], '(' .. ARGV[5] .. '-0', '+')
end
return {epoch, offset, messages}
)";

/// Claims a tick. Keys: the tick, the last ticks. Arguments: the claim, milliseconds to keep it,
/// the task, the instant. The answer is 1 for the first claim, also if it is repeated, else 0.
inline constexpr std::string_view claim_script = R"(
local known = redis.call('SET', KEYS[1], ARGV[1], 'NX', 'GET', 'PX', ARGV[2])
if known and known ~= ARGV[1] then return 0 end
local last = redis.call('HGET', KEYS[2], ARGV[3])
if not last or tonumber(last) < tonumber(ARGV[4]) then
  redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
end
return 1
)";

/// The last tick of a task. Key: the last ticks. Arguments: the task, the instant for a task that
/// was never seen.
inline constexpr std::string_view last_script = R"(
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
return redis.call('HGET', KEYS[1], ARGV[1])
)";

/// Adds a member to a topic, or replaces its data and its end. Keys: the members of the topic, the
/// ends of all members, the last place. Arguments: id, name among the ends, data, milliseconds. The
/// answer is 1 if the member was not there, else 0. What nobody looks after is gone after a day.
inline constexpr std::string_view set_present_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HGET', KEYS[1], ARGV[1])
local ends = redis.call('ZSCORE', KEYS[2], ARGV[2])
local is_new = not known or not ends or tonumber(ends) <= now
local place
if is_new then
  place = string.format('%.0f', redis.call('INCR', KEYS[3]))
else
  place = string.match(known, '^(%d+):')
end
redis.call('HSET', KEYS[1], ARGV[1], place .. ':' .. ARGV[3])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[2])
redis.call('EXPIRE', KEYS[1], 86400)
redis.call('EXPIRE', KEYS[2], 86400)
return is_new and 1 or 0
)";

/// Removes a member. Keys: the members of the topic, the ends. Arguments: id, name among the ends.
/// The answer is 1 if it was there, else 0.
inline constexpr std::string_view remove_present_script = R"(
redis.call('ZREM', KEYS[2], ARGV[2])
return redis.call('HDEL', KEYS[1], ARGV[1])
)";

/// The members of a topic. Keys: its members, the ends. Argument: the begin of their names among
/// the ends. The answer has id, place and data of each, in turn.
inline constexpr std::string_view list_present_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local all = redis.call('HGETALL', KEYS[1])
local members = {}
for i = 1, #all, 2 do
  local ends = redis.call('ZSCORE', KEYS[2], ARGV[1] .. all[i])
  if ends and tonumber(ends) > now then
    local colon = string.find(all[i + 1], ':', 1, true)
    table.insert(members, all[i])
    table.insert(members, string.sub(all[i + 1], 1, colon - 1))
    table.insert(members, string.sub(all[i + 1], colon + 1))
  end
end
return members
)";

/// Removes members whose time is over, at most a thousand. Key: the ends. Argument: the begin of
/// the keys of topics. The answer has name among the ends and data of each, in turn.
inline constexpr std::string_view expire_present_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expired = {}
for _, name in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, 1000)) do
  local size, rest = string.match(name, '^(%d+):(.*)$')
  local members = ARGV[1] .. string.sub(rest, 1, size)
  local id = string.sub(rest, size + 1)
  local data = redis.call('HGET', members, id)
  redis.call('ZREM', KEYS[1], name)
  redis.call('HDEL', members, id)
  if data then
    table.insert(expired, name)
    table.insert(expired, string.sub(data, string.find(data, ':', 1, true) + 1))
  end
end
return expired
)";

/// Keeps a new channel. Keys: the channel, the ends of all, the ids of its row. Arguments: id, end,
/// now, text. The answer is 1, or 0 if there is one of this id.
inline constexpr std::string_view create_channel_script = R"(
local known = redis.call('HMGET', KEYS[1], 'end', 'ids')
if known[1] and tonumber(known[1]) > tonumber(ARGV[3]) then return 0 end
if known[2] then redis.call('ZREM', known[2], ARGV[1]) end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'version', '0', 'text', ARGV[4], 'end', ARGV[2], 'ids', KEYS[3])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', tonumber(ARGV[2]) + 86400000))
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], 0, ARGV[1])
return 1
)";

/// Replaces a channel of this version. Keys: the channel, the ends. Arguments: id, end, now,
/// version, text. The answer is 0; 1 if it has another version; 2 if there is none.
inline constexpr std::string_view update_channel_script = R"(
local known = redis.call('HMGET', KEYS[1], 'version', 'end')
if not known[2] or tonumber(known[2]) <= tonumber(ARGV[3]) then return 2 end
if known[1] ~= ARGV[4] then return 1 end
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('HSET', KEYS[1], 'text', ARGV[5], 'end', ARGV[2])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', tonumber(ARGV[2]) + 86400000))
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 0
)";

/// Gives a channel more time. Keys: the channel, the ends. Arguments: id, end, now. The answer is
/// 1, or 0 if there is none.
inline constexpr std::string_view renew_channel_script = R"(
local known = redis.call('HGET', KEYS[1], 'end')
if not known or tonumber(known) <= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], 'end', ARGV[2])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', tonumber(ARGV[2]) + 86400000))
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1
)";

/// Removes a channel. Keys: the channel, the ends. Argument: id. The answer is 1 if it was there.
inline constexpr std::string_view remove_channel_script = R"(
local ids = redis.call('HGET', KEYS[1], 'ids')
if ids then redis.call('ZREM', ids, ARGV[1]) end
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
)";

/// The ids of a row, in their order. Keys: the ids, the ends. Arguments: the id before the first,
/// or an empty text; how many; now. Ids of channels that Redis has forgotten are removed.
inline constexpr std::string_view channel_ids_script = R"(
local ids = {}
local begin = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local limit = tonumber(ARGV[2])
while #ids < limit do
  local some = redis.call('ZRANGE', KEYS[1], begin, '+', 'BYLEX', 'LIMIT', 0, limit)
  if #some == 0 then break end
  for _, id in ipairs(some) do
    local ends = redis.call('ZSCORE', KEYS[2], id)
    if not ends then
      redis.call('ZREM', KEYS[1], id)
    elseif tonumber(ends) > tonumber(ARGV[3]) and #ids < limit then
      table.insert(ids, id)
    end
  end
  begin = '(' .. some[#some]
end
return ids
)";

/// Removes channels whose time is over. Key: the ends. Arguments: the begin of the keys of
/// channels, now, how many. The answer has version, text and end of each, in turn.
inline constexpr std::string_view expire_channels_script = R"(
local taken = {}
local over = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[2], 'BYSCORE', 'LIMIT', 0, ARGV[3])
for _, id in ipairs(over) do
  local known = redis.call('HMGET', ARGV[1] .. id, 'version', 'text', 'end', 'ids')
  redis.call('ZREM', KEYS[1], id)
  redis.call('DEL', ARGV[1] .. id)
  if known[1] then
    redis.call('ZREM', known[4], id)
    for i = 1, 3 do table.insert(taken, known[i]) end
  end
end
return taken
)";

inline constexpr std::array<std::string_view, 2> hub_scripts{publish_script, read_script};
inline constexpr std::array<std::string_view, 12> store_scripts{
    claim_script,         last_script,           set_present_script,    remove_present_script,
    list_present_script,  expire_present_script, create_channel_script, update_channel_script,
    renew_channel_script, remove_channel_script, channel_ids_script,    expire_channels_script};

/// The places of all but the first two in `store_scripts`.
inline constexpr std::size_t present_set = 2;
inline constexpr std::size_t present_remove = 3;
inline constexpr std::size_t present_list = 4;
inline constexpr std::size_t present_expire = 5;
inline constexpr std::size_t channel_create = 6;
inline constexpr std::size_t channel_update = 7;
inline constexpr std::size_t channel_renew = 8;
inline constexpr std::size_t channel_remove = 9;
inline constexpr std::size_t channel_ids = 10;
inline constexpr std::size_t channel_expire = 11;

}  // namespace vgen::redis
