#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

struct Card {
  std::string type;
};
struct Transfer {
  std::string iban;
};
using Payment = std::variant<Card, Transfer>;

struct CreateTodo {
  Payment payment;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
