#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::RpcRoute rpc[] = {{.name = "getTodo", .func = get_todo}};

}  // namespace todo
