#pragma once

#include "include/prelude.hpp"

namespace todo {

struct OtherServices;

APIFunctionSessionless<GetTodo, Todo> get_todo;
vgen::APIFunctionSessionless<GetTodo, Todo, OtherServices> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = Method::get, .path = "/find/{id}", .func = find_todo},
};

}  // namespace todo
