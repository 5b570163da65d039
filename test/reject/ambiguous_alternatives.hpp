#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

struct Circle {
  double size{};
};
struct Square {
  double size{};
  std::optional<std::string> name{};
};
/// @untagged
using Shape = std::variant<Circle, Square>;

struct CreateTodo {
  std::variant<int, double> amount;
  Shape shape;
  std::variant<std::string, std::vector<int>, int[2]> mixed;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
