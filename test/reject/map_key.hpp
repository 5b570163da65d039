#pragma once

#include "include/prelude.hpp"

#include <map>

namespace todo {

struct CreateTodo {
  std::map<double, Todo> by_weight;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
