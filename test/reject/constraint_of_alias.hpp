#pragma once

#include "include/prelude.hpp"

namespace todo {

/// @pattern ^[a-z]+$
using Slug = std::string;

struct CreateTodo {
  Slug slug;                   ///< @maxLength 5
  std::optional<Slug> other;   ///< @pattern ^shop-
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
