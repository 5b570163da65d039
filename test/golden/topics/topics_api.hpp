/// An API with topics: parameters of every kind, permissions, history.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace news {

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
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

struct Event {
  std::string text{};
};
/// @minimum -2
/// @maximum 100
using Floor = std::int32_t;
enum class Kind { heat, light };

/// What happens in a room.
inline constexpr vgen::Topic<Event, std::string> room_events{.name = "rooms/{room}", .history = 4};
inline constexpr vgen::Topic<double, std::string, Floor, Kind> levels{
    .name = "houses/{house}/{floor}/{kind}"};
/// The news of the day.
inline constexpr vgen::Topic<Event> headlines{.name = "headlines", .replay_last = true};
/// Only the server subscribes its channels to it.
inline constexpr vgen::Topic<Event, std::string> messages{.name = "users/{user}"};

bool may_enter(Services& services, const std::string& room, const Session& session);
vgen::Task<bool> may_measure(Services& services, const std::string& house, const Floor& floor,
                             const Kind& kind, const Session& session);
bool anybody(Services& services);

struct Open {
  std::optional<std::string> user{};
};
struct Tell {
  std::string room{};
  std::string text{};
};
struct Measure {
  std::string house{};
  Floor floor{};
  Kind kind{};
  double level{};
};

/// Subscribes the channel to the messages of the user.
ChannelConnection<Event, Open> on_connect;
ChannelDisconnection<Event> on_disconnect;
/// Tells all others in a room.
ChannelMessage<Tell> tell;
ChannelMessage<std::string> leave;
/// Tells all other channels.
ChannelMessage<Event, Event> shout;
/// Keeps a handle of the channel.
ChannelMessage<void, Event> keep;
/// Counts the messages of the channel.
struct Count {
  int messages = 0;
};
ChannelMessage<void, std::int32_t> count;
/// Tells all in a room.
APIFunctionSessionless<Tell, void> announce;
APIFunctionSessionless<Measure, void> measure;
APIFunctionSessionless<Event, void> report;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/announcements", .func = announce},
    {.method = vgen::Method::post, .path = "/levels", .func = measure},
    {.method = vgen::Method::post, .path = "/headlines", .func = report},
};
inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .on_connect = on_connect,
    .on_disconnect = on_disconnect,
    .on_message = leave,
    .routes = {{.value = "tell", .func = tell}, {.value = "announce", .func = announce},
               {.value = "shout", .func = shout},
               {.value = "keep", .func = keep},
               {.value = "count", .func = count}},
    .topics = {{.topic = room_events, .permission = may_enter},
               {.topic = levels, .permission = may_measure},
               {.topic = headlines, .permission = anybody}},
    .state = vgen::state<Count>};

/// Sends one message and answers.
ChannelMessage<Event, Event> say;
/// How many messages were dropped.
ChannelMessage<void, std::int64_t> dropped;

/// Its clients may be slow: they lose the oldest messages.
inline constexpr vgen::ChannelRoute feed{
    .name = "feed",
    .path = "/feed",
    .routes = {{.value = "say", .func = say},
               {.value = "dropped", .func = dropped},
               {.value = "shout", .func = shout}},
    .topics = {{.topic = room_events, .permission = may_enter},
               {.topic = headlines, .permission = anybody}},
    .state = vgen::state<Count>,
    .frame_limit = 200'000,
    .slow = vgen::Slow::drop_oldest};
/// The same, but they keep the newest message of each topic.
inline constexpr vgen::ChannelRoute ticker{
    .name = "ticker",
    .path = "/ticker",
    .routes = {{.value = "say", .func = say}, {.value = "dropped", .func = dropped}},
    .topics = {{.topic = room_events, .permission = may_enter},
               {.topic = headlines, .permission = anybody}},
    .slow = vgen::Slow::latest};

}  // namespace news
