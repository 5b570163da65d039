#pragma once

#include "include/prelude.hpp"

namespace todo {

struct NotFound {
  static constexpr int status = 404;
};

APIFunctionSessionless<GetTodo, vgen::Result<Todo, NotFound, NotFound>> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
