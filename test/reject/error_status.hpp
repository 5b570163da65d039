#pragma once

#include "include/prelude.hpp"

namespace todo {

struct NotFound {
  std::int64_t id{};
};

struct Moved {
  static constexpr int status = 301;
};

APIFunctionSessionless<GetTodo, vgen::Result<Todo, NotFound, Moved>> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
