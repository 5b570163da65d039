#pragma once

#include "include/prelude.hpp"

#include <memory>

namespace todo {

struct Node {
  std::string name;
  std::unique_ptr<Node> next;
};

struct CreateTodo {
  Node node;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
