#pragma once

#include "include/prelude.hpp"

#include <functional>

namespace todo {

struct CreateTodo {
  std::function<void()> done;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
