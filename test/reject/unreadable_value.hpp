#pragma once

#include "include/prelude.hpp"

#include <string_view>

namespace todo {

constexpr std::string_view own_name() { return "get_todo"; }

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo, .name = own_name()},
};

}  // namespace todo
