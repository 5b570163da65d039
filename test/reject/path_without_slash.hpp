#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<GetTodo, Todo> open_brace;
APIFunctionSessionless<GetTodo, Todo> close_brace;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "todos/{id}", .func = get_todo},
    {.path = "/todos/{id", .func = open_brace},
    {.path = "/todos/id}", .func = close_brace},
    {.path = "", .func = get_todo, .name = "nothing"},
};

}  // namespace todo
