#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos//{id}", .func = get_todo},
    {.method = Method::get, .path = "/todos/{id}.json", .func = get_todo, .name = "get_json"},
    {.method = Method::get, .path = "/todo?{id}", .func = get_todo, .name = "get_query"},
    {.method = Method::get, .path = "/größe/{id}", .func = get_todo, .name = "get_size"},
};

}  // namespace todo
