#pragma once

#include "include/prelude.hpp"

#include <vgen/types.hpp>
#include <variant>

namespace todo {

struct CreateTodo {
  vgen::Nullable<std::monostate> nothing{};
  vgen::Patch<vgen::Nullable<int>> number{};
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
