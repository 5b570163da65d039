#pragma once

#include "include/prelude.hpp"

namespace todo {

/// @pattern ^[a-z]+$
using Slug = std::string;

template <class Item>
struct Page {
  std::vector<Item> items;
};

struct CreateTodo {
  Page<std::string> names;
  Page<Slug> slugs;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
