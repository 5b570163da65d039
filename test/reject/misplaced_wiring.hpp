#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;

inline auto routes() {
  constexpr vgen::HttpRoute http[] = {{.path = "/todos/{id}", .func = get_todo}};
  return http[0];
}

struct Routes {
  static constexpr vgen::HttpRoute http[] = {{.path = "/todos/{id}", .func = get_todo}};
};

inline const std::vector<vgen::HttpGroup> groups;

/// A helper may take a route and return one.
constexpr vgen::HttpRoute same(vgen::HttpRoute route) { return route; }

}  // namespace todo
