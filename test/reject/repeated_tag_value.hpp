#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

namespace crm {
struct Note {
  std::string text;
};
}  // namespace crm
namespace billing {
struct Note {
  double amount{};
};
}  // namespace billing

struct CreateTodo {
  std::variant<crm::Note, billing::Note> note;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
