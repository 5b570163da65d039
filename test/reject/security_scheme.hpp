#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunction<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

inline constexpr vgen::Security security{
    .schemes = {vgen::bearer_jwt(), vgen::api_key("X-Key"), vgen::cookie("session"),
                vgen::bearer(), vgen::api_key("x-key"), vgen::api_key("X Key"),
                vgen::cookie(""), vgen::SecurityScheme{.kind = "magic"}}};

}  // namespace todo
