#pragma once

#include "include/prelude.hpp"

#include <chrono>

namespace todo {

struct CreateTodo {
  std::chrono::steady_clock::time_point at{};
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
