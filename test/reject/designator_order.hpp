#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.func = get_todo, .path = "/todos/{id}"},
};

}  // namespace todo
