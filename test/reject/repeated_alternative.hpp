#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

struct CreateTodo {
  std::variant<std::string, std::string> contact;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
