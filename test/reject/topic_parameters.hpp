#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

struct Label {
  std::string text;
};

inline constexpr vgen::Topic<Todo> none{.name = "a/{label}"};
inline constexpr vgen::Topic<Todo, std::string, int> more{.name = "b/{label}"};
inline constexpr vgen::Topic<Todo, int> useless{.name = "c"};
inline constexpr vgen::Topic<Todo, Label> structure{.name = "d/{label}"};
inline constexpr vgen::Topic<Todo, std::vector<int>> list{.name = "e/{label}"};
inline constexpr vgen::Topic<Todo, std::optional<int>> optional{.name = "f/{label}"};
inline constexpr vgen::Topic<Todo, std::string_view> view{.name = "g/{label}"};

}  // namespace todo
