#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Conflict {
  static constexpr int status = 409;
  std::string title;
};

APIFunctionSessionless<GetTodo, vgen::Result<Todo, Conflict>> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
