#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, vgen::Task<Todo>> find_later;
APIFunctionSessionless<GetTodo, Todo> find;
vgen::APISubscriptionSessionless<GetTodo, Todo, Services> watch;
vgen::ChannelMessage<GetTodo, Todo, Services, Session> on_find;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/later/{id}", .func = find_later, .blocking = true},
    {.method = Method::get, .path = "/todos/{id}", .func = find, .blocking = true},
};
inline constexpr vgen::RpcRoute rpc[] = {
    {.name = "findLater", .func = find_later, .blocking = true},
    {.name = "watch", .func = watch, .blocking = true},
    {.name = "find", .func = find, .blocking = true},
};
inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .routes = {{.value = "onFind", .func = on_find, .blocking = true},
               {.value = "findLater", .func = find_later, .blocking = true},
               {.value = "find", .func = find, .blocking = true}}};

}  // namespace todo
