#pragma once

#include "include/prelude.hpp"

namespace todo {

union Number {
  int whole;
  float real;
};

struct CreateTodo {
  Number number;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
