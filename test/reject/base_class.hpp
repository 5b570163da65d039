#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Names : std::vector<std::string> {
  int count{};
};

struct CreateTodo {
  Names names;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
