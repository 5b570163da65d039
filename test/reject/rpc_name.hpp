#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::RpcRoute rpc[] = {{.name = "get todo", .func = get_todo},
                                         {.name = ".ping", .func = get_todo},
                                         {.name = "", .func = get_todo},
                                         {.func = get_todo},
                                         {.name = "nothing"}};

}  // namespace todo
