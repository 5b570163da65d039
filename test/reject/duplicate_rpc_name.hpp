#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/ws", .func = get_todo, .query = {&GetTodo::id}}};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "getTodo", .func = get_todo},
                                         {.name = "getTodo", .func = get_todo}};

}  // namespace todo
