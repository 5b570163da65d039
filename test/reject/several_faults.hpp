#pragma once

#include "include/prelude.hpp"

namespace todo {

/// @minimum 1
using TodoId = std::int64_t;

struct FindTodo {
  TodoId id{};
  std::string title;  ///< @minLenght 1
};

struct Found {
  Todo* todo;
  std::optional<int> count = 0;
};

APIFunctionSessionless<FindTodo, Found> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{idd}", .func = find_todo, .status = 302},
};

}  // namespace todo
