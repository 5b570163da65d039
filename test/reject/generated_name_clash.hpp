#pragma once

#include "include/prelude.hpp"

namespace todo {

struct GetTodoOutput {
  int other{};
};

struct Found {
  GetTodoOutput inner;
};

APIFunctionSessionless<GetTodo, Found> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
