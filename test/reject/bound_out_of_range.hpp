#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  std::uint8_t level{};  ///< @maximum 300
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
