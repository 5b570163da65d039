#pragma once

#include "include/prelude.hpp"

#include <set>

namespace todo {

struct Pair {
  int left{};
  int right{};
  auto operator<=>(const Pair&) const = default;
};

struct CreateTodo {
  std::set<Pair> pairs;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
