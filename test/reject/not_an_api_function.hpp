#pragma once

#include "include/prelude.hpp"

namespace todo {

Todo get_todo(Services&, GetTodo);
APIFunctionSessionless<GetTodo, Todo> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/find/{id}", .func = find_todo},
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

}  // namespace todo
