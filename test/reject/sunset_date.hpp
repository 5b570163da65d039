#pragma once

#include "include/prelude.hpp"

namespace todo {

/// A todo.
///
/// @sunset 2027-02-30
APIFunctionSessionless<GetTodo, Todo> get_todo;
/// A todo.
///
/// @sunset soon
APIFunctionSessionless<GetTodo, Todo> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/{id}", .func = get_todo},
    {.path = "/find/{id}", .func = find_todo},
};

}  // namespace todo
