#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  union {
    int whole;
    float real;
  };
  struct {
    int left;
  };
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
