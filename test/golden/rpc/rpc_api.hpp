/// An API with RPC: functions of all forms, some of them also with an HTTP route.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
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
};

}  // namespace desk
