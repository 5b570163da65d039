#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

struct CreateTodo {
  std::vector<std::string> labels;  ///< @maxLength 20
  std::vector<float> weights;       ///< @uniqueItems
  std::string title;                ///< @discriminator kind
  std::variant<int, bool> flag;     ///< @untagged
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
