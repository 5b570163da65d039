#pragma once

#include "include/prelude.hpp"

#include <string_view>

namespace todo {

struct CreateTodo {
  std::vector<std::string_view> words;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
