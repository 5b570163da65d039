#pragma once

#include "include/prelude.hpp"

namespace todo {

struct FindTodo {
  std::string slug;
};

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<FindTodo, Todo> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = Method::get, .path = "/todos/{slug}", .func = find_todo},
};

}  // namespace todo
