#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  std::string slug;  ///< @pattern ^[a-z]+$ @maxLength 10
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
