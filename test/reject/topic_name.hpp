#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

inline constexpr vgen::Topic<Todo> slash{.name = "/todos"};
inline constexpr vgen::Topic<Todo> twice{.name = "todos//all"};
inline constexpr vgen::Topic<Todo> ending{.name = "todos/"};
inline constexpr vgen::Topic<Todo> empty{.name = ""};
inline constexpr vgen::Topic<Todo> space{.name = "all todos"};
inline constexpr vgen::Topic<Todo> percent{.name = "todos%2F"};
inline constexpr vgen::Topic<Todo, int> partly{.name = "todos/a{id}"};
inline constexpr vgen::Topic<Todo, int, int> repeated{.name = "todos/{id}/{id}"};
inline constexpr vgen::Topic<Todo> several[] = {{.name = "a"}, {.name = "b"}};
inline constexpr vgen::Topic<Todo> nameless{.history = 3};
vgen::Topic<Todo> mutable_one{.name = "mutable"};

}  // namespace todo
