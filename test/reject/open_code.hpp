#pragma once

#include "include/prelude.hpp"

namespace todo {

/// A word, for example:
///
/// ```
/// red
/// @maxLength 10
using Word = std::string;

/// What to do.
/// @code
///   create_todo({.title = "Water the plants"});
struct CreateTodo {
  Word label;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
