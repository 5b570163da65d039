/// An API with RPC: functions of all forms, some of them also with an HTTP route.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace desk {

struct Services;
struct Session {
  std::string user{};
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;

template <class In, class Item>
using APISubscription = vgen::APISubscription<In, Item, Services, Session>;
template <class In, class Item>
using APISubscriptionSessionless = vgen::APISubscriptionSessionless<In, Item, Services>;
template <class Signature>
using RPC = vgen::RPC<Signature, Services, Session>;
template <class Signature>
using RPCSessionless = vgen::RPCSessionless<Signature, Services>;

struct GetTodo {
  std::int64_t id{};  ///< @minimum 1
};
struct Todo {
  std::int64_t id{};
  std::string title{};
};
struct NotFound {
  static constexpr int status = 404;
  std::int64_t id{};
};
/// @maximum 100
using Volume = std::int32_t;
enum class Priority { low, high };

/// One todo.
APIFunctionSessionless<GetTodo, vgen::Result<Todo, NotFound>> get_todo;
/// The sum of the numbers.
APIFunctionSessionless<std::vector<std::int32_t>, std::int64_t> sum;
APIFunctionSessionless<Volume, void> set_volume;
APIFunctionSessionless<std::string, void> note;
APIFunctionSessionless<void, vgen::Task<std::string>> wait;
APIFunctionSessionless<std::string, std::string> fail;
APIFunction<void, std::string> who_am_i;
APIFunctionSessionless<void, std::int32_t> count;

/// Arguments by their places. Those at the end may be left out.
RPCSessionless<std::string(std::int64_t id, std::optional<Priority> priority, Volume volume,
                           std::optional<std::string> reason,
                           std::optional<vgen::Nullable<std::string>> label)>
    mark;
RPC<std::string(Todo todo, std::vector<std::string> labels)> rename;
RPCSessionless<std::string()> where;

/// Whether the session may mark. It is asked before the parameters are read.
bool is_ada(Services& services, const Session& session);
/// Lets only small counts through, later.
vgen::Task<bool> is_small(Services& services, const std::int32_t& in, const Session& session);
/// Notes in the log that a call was answered.
vgen::Task<void> note_call(vgen::Call& call, vgen::Next& next);

/// Counts from 1 to its input. Above 100 it fails.
APISubscriptionSessionless<std::int32_t, std::int32_t> count_up;
/// Every todo that is given to it, until the end of the subscription.
APISubscription<GetTodo, Todo> watch;
/// Texts without end, as quickly as the client reads them.
APISubscriptionSessionless<void, std::string> flood;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo}};

inline constexpr vgen::RpcRoute rpc[] = {
    {.name = "getTodo", .func = get_todo, .idempotent = true},
    {.name = "sum", .func = sum},
    {.name = "setVolume", .func = set_volume},
    {.name = "note", .func = note},
    {.name = "wait", .func = wait},
    {.name = "fail", .func = fail},
    {.name = "whoAmI", .func = who_am_i},
    {.name = "count", .func = count},
    {.name = "countForMembers", .func = count, .auth = true},
    {.name = "mark", .func = mark},
    {.name = "rename", .func = rename},
    {.name = "where", .func = where},
    {.name = "countUp", .func = count_up},
    {.name = "watch", .func = watch},
    {.name = "flood", .func = flood},
    {.name = "renameAda",
     .func = rename,
     .permissions = {{is_ada}},
     .middleware = {note_call}},
    {.name = "countSmall", .func = count_up, .auth = true, .permissions = {{is_small}}},
};

}  // namespace desk
