/// An API whose subscribers see each other.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace office {

struct Services;
struct Session {
  std::string user{};
};

template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;

struct Event {
  std::string text{};
};
enum class Mood { free, busy };
/// How others see somebody.
struct Member {
  std::string name{};  ///< @example "Ada"
  Mood mood = Mood::free;
  std::optional<std::string> note{};
};
/// Nothing but presence uses it.
struct Guest {
  std::int32_t number{};
};

/// What happens in a room, and who is there.
inline constexpr vgen::Topic<Event, std::string> room_events{
    .name = "rooms/{room}", .history = 4, .presence = vgen::presence<Member>};
/// Who is in the house.
inline constexpr vgen::Topic<Event> lobby{.name = "lobby", .presence = vgen::presence<Member>};
inline constexpr vgen::Topic<Event> guests{.name = "guests", .presence = vgen::presence<Guest>};
/// Nobody sees the others here.
inline constexpr vgen::Topic<Event> quiet{.name = "quiet"};

bool may_enter(Services& services, const std::string& room, const Session& session);
bool anybody(Services& services);

struct Open {
  std::optional<std::string> room{};
  bool hidden = false;
};
struct Say {
  std::string room{};
  std::string text{};
};
struct Show {
  Mood mood{};
  std::optional<std::string> note{};
};
struct Room {
  std::string room{};
};
struct Visit {
  std::int32_t number{};
};

/// Shows the user, unless the user is hidden.
ChannelConnection<void, Open> on_connect;
ChannelMessage<Say> say;
/// Changes what others see.
ChannelMessage<Show> show;
ChannelMessage<void> hide;
ChannelMessage<Visit> visit;
/// Ends the subscription of a room.
ChannelMessage<Room> leave;
/// Who is in a room.
APIFunctionSessionless<Room, std::vector<Member>> who;
/// How many are in the lobby.
APIFunctionSessionless<void, std::int32_t> count;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/rooms/{room}", .func = who},
    {.method = vgen::Method::get, .path = "/count", .func = count},
};
inline constexpr vgen::ChannelRoute office{.name = "office",
                                           .path = "/office",
                                           .auth = true,
                                           .on_connect = on_connect,
                                           .routes = {{.value = "say", .func = say},
                                                      {.value = "show", .func = show},
                                                      {.value = "hide", .func = hide},
                                                      {.value = "visit", .func = visit},
                                                      {.value = "leave", .func = leave}},
                                           .topics = {{.topic = room_events, .permission = may_enter},
                                                      {.topic = lobby, .permission = anybody},
                                                      {.topic = guests, .permission = anybody},
                                                      {.topic = quiet, .permission = anybody}}};
/// Its clients may be slow.
inline constexpr vgen::ChannelRoute screen{
    .name = "screen",
    .path = "/screen",
    .auth = true,
    .on_connect = on_connect,
    .topics = {{.topic = room_events, .permission = may_enter}},
    .slow = vgen::Slow::latest};

}  // namespace office
