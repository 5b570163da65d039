#pragma once

#include "include/prelude.hpp"

namespace todo {

bool is_member(Services&, const Session&);

APIFunction<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/1/{id}", .func = get_todo, .name = "n1", .permissions = {{is_member}, {}}},
    {.path = "/2/{id}", .func = get_todo, .name = "n2", .permissions = {{}}},
    {.path = "/3/{id}", .func = get_todo, .name = "n3", .permissions = {}},
};

}  // namespace todo
