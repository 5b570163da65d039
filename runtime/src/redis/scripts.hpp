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

inline constexpr std::array<std::string_view, 2> hub_scripts{publish_script, read_script};
inline constexpr std::array<std::string_view, 6> store_scripts{
    claim_script,          last_script,         set_present_script,
    remove_present_script, list_present_script, expire_present_script};

/// The places of the last four in `store_scripts`.
inline constexpr std::size_t present_set = 2;
inline constexpr std::size_t present_remove = 3;
inline constexpr std::size_t present_list = 4;
inline constexpr std::size_t present_expire = 5;

}  // namespace vgen::redis
