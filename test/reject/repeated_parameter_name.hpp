#pragma once

#include "include/prelude.hpp"

namespace todo {

struct FindTodo {
  std::string key;
  std::string other;
};

APIFunctionSessionless<FindTodo, Todo> find_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todo", .func = find_todo, .headers = {{"X-Key", &FindTodo::key}, {"x-key", &FindTodo::other}}},
};

}  // namespace todo
