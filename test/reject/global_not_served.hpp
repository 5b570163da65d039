#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::Task<void> log_calls(vgen::Call&, vgen::Next&);

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

inline constexpr vgen::Global global{.middleware = {log_calls}};

}  // namespace todo
