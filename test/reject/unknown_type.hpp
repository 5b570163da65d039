#pragma once

#include "include/prelude.hpp"

#include <cstddef>

namespace todo {

struct CreateTodo {
  std::nullptr_t nothing;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
