#pragma once

#include "include/prelude.hpp"

namespace todo {

class Money {
 public:
  explicit Money(int cents);

 private:
  int cents_;
};

struct CreateTodo {
  Money price;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
