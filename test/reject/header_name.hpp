#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todo", .func = get_todo, .headers = {{"X Id", &GetTodo::id}}},
};

}  // namespace todo
