#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo, .auth = true},
};

inline constexpr vgen::HttpGroup group{
    .prefix = "/open",
    .auth = false,
    .routes = {{.method = Method::get, .path = "/todos/{id}", .func = get_todo, .name = "get_open"}},
};

}  // namespace todo
