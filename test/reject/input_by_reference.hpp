#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<const GetTodo&, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {{.path = "/todos/{id}", .func = get_todo}};

}  // namespace todo
