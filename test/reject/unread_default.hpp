#pragma once

#include "include/prelude.hpp"

#include <chrono>

namespace todo {

inline std::string make_name() {
  return "x";
}

struct CreateTodo {
  std::string name = make_name();
  std::chrono::seconds age = std::chrono::minutes(1) + std::chrono::seconds(30);
  std::vector<int> many = std::vector<int>(3, 7);
  std::string text = "x";  // read
};

/// Its default is not in the documents in any case.
struct Created {
  std::string name = make_name();
};

APIFunctionSessionless<CreateTodo, Created> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
