#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  std::int64_t number{};            ///< @wire text
  int small{};                      ///< @wire string
  std::vector<std::int64_t> list;   ///< @wire string
  std::uint64_t step{};             ///< @multipleOf 5 @wire string
  std::int64_t large{};             ///< @maximum 9223372036854775808 @wire string
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
