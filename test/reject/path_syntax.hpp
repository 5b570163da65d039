#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos//{id}", .func = get_todo},
    {.method = Method::get, .path = "/todos/{id}{id}", .func = get_todo, .name = "get_two"},
    {.method = Method::get, .path = "/todo?{id}", .func = get_todo, .name = "get_query"},
    {.method = Method::get, .path = "/größe/{id}", .func = get_todo, .name = "get_size"},
    {.method = Method::get, .path = "/100%/{id}", .func = get_todo, .name = "get_percent"},
    {.method = Method::get, .path = "/todos/{}", .func = get_todo, .name = "get_nameless"},
    {.method = Method::get, .path = "/todos/{id:int}", .func = get_todo, .name = "get_typed"},
    {.method = Method::get, .path = "/todos/{id?}", .func = get_todo, .name = "get_optional"},
    {.method = Method::get, .path = "/todos/{*rest}", .func = get_todo, .name = "get_star"},
    {.method = Method::get, .path = "/todos/{rest:path}", .func = get_todo, .name = "get_path"},
    {.method = Method::get, .path = "/todos/{id...}/raw", .func = get_todo, .name = "get_raw"},
    {.method = Method::get, .path = "/todos/v{id...}", .func = get_todo, .name = "get_version"},
};

}  // namespace todo
