#pragma once

#include "include/prelude.hpp"

namespace todo {

enum class Size { small, large, big = large };

struct CreateTodo {
  Size size{};
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
