/// An API whose channel has a state of many members, and functions that rely on memory.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace desk {

struct Services;
struct Session {
  std::string user{};  ///< @minLength 2
};

template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

enum class Mood { calm, busy };
struct Line {
  std::string text{};
  std::optional<std::int32_t> page{};
};
/// The state of the channel.
struct Draft {
  std::int32_t version = 0;
  double weight = 0;
  Mood mood = Mood::calm;
  std::vector<Line> lines{};
};

struct Open {
  std::string room{};
  std::optional<std::int32_t> since{};
};
struct Text {
  std::string text{};
};

inline constexpr vgen::Topic<Text, std::string> notes{.name = "notes/{room}", .history = 10};
bool may_read(Services& services, const std::string& room, const Session& session);

/// The first line is the room.
ChannelConnection<Draft, Open> on_connect;
/// Notes the state.
ChannelDisconnection<Text> on_disconnect;
/// Adds a line, and answers with the state.
ChannelMessage<Line, Draft> write;
/// Adds a line a second later.
ChannelMessage<Line, vgen::Task<Draft>> write_later;
/// Sends two messages and tells all others.
ChannelMessage<Text, Text> spread;
/// Whether the state is the object of the event before.
ChannelMessage<void, bool> is_same;
/// Writes through the pointer of an earlier event.
ChannelMessage<void> scribble;
/// Makes a state that JSON cannot have.
ChannelMessage<void, Text> spoil;
/// The user of the session.
ChannelMessage<void, Text> who;
/// Becomes another user; without a text, nobody.
ChannelMessage<Text, Text> become;
/// The path and the query of the request that opened the channel.
ChannelMessage<void, Text> where;
/// Closes the channel after a message.
ChannelMessage<void, Text> leave;

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/desks/{room}",
    .on_connect = on_connect,
    .on_disconnect = on_disconnect,
    .routes = {{.value = "write", .func = write},
               {.value = "writeLater", .func = write_later},
               {.value = "writeBeside", .func = write_later, .concurrent = true},
               {.value = "spread", .func = spread},
               {.value = "isSame", .func = is_same},
               {.value = "scribble", .func = scribble},
               {.value = "spoil", .func = spoil},
               {.value = "who", .func = who},
               {.value = "become", .func = become},
               {.value = "where", .func = where},
               {.value = "leave", .func = leave}},
    .topics = {{.topic = notes, .permission = may_read}},
    .state = vgen::state<Draft>};

/// The numbers up to a number.
vgen::APISubscriptionSessionless<void, std::int32_t, Services> numbers;
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/numbers", .func = numbers}};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "numbers", .func = numbers}};

}  // namespace desk
