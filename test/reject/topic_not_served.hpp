#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

inline constexpr vgen::Topic<Todo> changes{.name = "changes"};
inline constexpr vgen::ChannelRoute live{.name = "live", .path = "/live", .topics = {{.topic = changes}}};

}  // namespace todo
