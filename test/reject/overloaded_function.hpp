#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get;
APIFunctionSessionless<Todo, Todo> get;
APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
