#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Order {
  int count = 1;
};
APIFunctionSessionless<GetTodo, Order> order;
APIFunctionSessionless<Order, Order> echo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/orders/{id}", .func = order},
    {.method = Method::post, .path = "/echo", .func = echo},
};

}  // namespace todo
