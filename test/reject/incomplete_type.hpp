#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Later;

struct CreateTodo {
  std::vector<Later> later;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
