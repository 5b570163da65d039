#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<GetTodo, Todo> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = Method::get, .path = "/todo/{id}", .func = find_todo, .name = "getTodo"},
};

}  // namespace todo
