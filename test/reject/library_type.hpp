#pragma once

#include "include/prelude.hpp"

#include <memory_resource>
#include <queue>

namespace todo {

struct CreateTodo {
  std::queue<int> waiting;
  std::pmr::string text;
  std::byte flags{};
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
