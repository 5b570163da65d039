/// An API with streams: subscriptions of all forms on HTTP routes.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace feed {

struct Services;
struct Session {
  std::string user{};
};

template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Item>
using APISubscription = vgen::APISubscription<In, Item, Services, Session>;
template <class In, class Item>
using APISubscriptionSessionless = vgen::APISubscriptionSessionless<In, Item, Services>;

struct Todo {
  std::int64_t id{};
  std::string title{};
};
struct Added {
  Todo todo{};
};
struct Removed {
  std::int64_t id{};
};
using Change = std::variant<Added, Removed>;

struct CountUp {
  std::int32_t to{};           ///< @maximum 100
  std::int32_t wait_at = 0;    ///< Waits when it has sent this number.
  bool is_failing = false;     ///< Fails at its end.
};
struct WatchTodo {
  std::int64_t id{};  ///< @minimum 1
};
struct FollowRoom {
  std::string room{};  ///< @minLength 1
};
struct Ask {
  std::string question{};  ///< @minLength 1
};

/// The todos of a room. The last four are kept.
inline constexpr vgen::Topic<Todo, std::string> room_todos{.name = "rooms/{room}", .history = 4};

/// Counts from 1 to its input. Each number is its own position.
APISubscriptionSessionless<CountUp, std::int32_t> count_up;
/// Every todo that is given to it, until its client is gone.
APISubscription<WatchTodo, Todo> watch_todo;
/// The todos of a room, as they come.
APISubscriptionSessionless<FollowRoom, Todo> follow_room;
/// The list of a room: all of it at first, then what comes.
APISubscriptionSessionless<FollowRoom, Todo> keep_room;
/// What happens to the list.
APISubscriptionSessionless<void, Change> watch_list;
/// The words of an answer.
APISubscriptionSessionless<Ask, std::string> ask;
/// Texts without end, as quickly as the client reads them.
APISubscriptionSessionless<void, std::string> flood;
/// Texts without end, even if the client does not read them.
APISubscriptionSessionless<void, std::string> burst;
APIFunctionSessionless<WatchTodo, Todo> get_todo;

bool is_ada(Services& services, const Session& session);
/// Sets a header, and notes the end of the rest.
vgen::Task<void> note_end(vgen::Call& call, vgen::Next& next);

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/count/{to}", .func = count_up},
    {.method = vgen::Method::get,
     .path = "/count/{to}/noted",
     .func = count_up,
     .name = "count_noted",
     .middleware = {note_end}},
    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = vgen::Method::get, .path = "/todos/{id}/watch", .func = watch_todo},
    {.method = vgen::Method::get,
     .path = "/todos/{id}/secret",
     .func = watch_todo,
     .name = "watch_secret",
     .permissions = {{is_ada}}},
    {.method = vgen::Method::get, .path = "/rooms/{room}", .func = follow_room},
    {.method = vgen::Method::get, .path = "/rooms/{room}/list", .func = keep_room},
    {.method = vgen::Method::get, .path = "/changes", .func = watch_list},
    {.method = vgen::Method::post, .path = "/ask", .func = ask},
    {.method = vgen::Method::get, .path = "/flood", .func = flood},
    {.method = vgen::Method::get, .path = "/burst", .func = burst},
};

inline constexpr vgen::RpcRoute rpc[] = {
    {.name = "countUp", .func = count_up},
    {.name = "followRoom", .func = follow_room},
};

}  // namespace feed
