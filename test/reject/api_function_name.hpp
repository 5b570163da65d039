#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> api;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = api},
};

}  // namespace todo
