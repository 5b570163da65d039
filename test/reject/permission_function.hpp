#pragma once

#include "include/prelude.hpp"

namespace todo {

bool is_member(Services&, const Session&);

APIFunction<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo, .permissions = {{is_member}}},
};

}  // namespace todo
