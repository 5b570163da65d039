#pragma once

#include "include/prelude.hpp"

namespace todo {

/// @minimum 10
using Count = int;

struct CreateTodo {
  Count count{};  ///< @maximum 1
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
