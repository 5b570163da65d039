#pragma once

#include "include/prelude.hpp"

namespace todo {

struct DeleteTodo {
  std::int64_t todo_id{};
};

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<DeleteTodo, void> delete_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = Method::del, .path = "/todos/{todo_id}", .func = delete_todo},
};

}  // namespace todo
