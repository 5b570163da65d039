#pragma once

#include "include/prelude.hpp"

#include <queue>

namespace todo {

struct CreateTodo {
  std::queue<int> waiting;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
