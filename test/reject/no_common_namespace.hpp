#pragma once

#include "include/prelude.hpp"

vgen::APIFunctionSessionless<todo::GetTodo, todo::Todo, todo::Services> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo},
};
