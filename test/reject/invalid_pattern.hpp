#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  std::string slug;    ///< @pattern ^[a-z+$
  std::string ahead;   ///< @pattern ^(?!x)[a-z]+$
  std::string behind;  ///< @pattern (?<=x)[a-z]+$
  std::string again;   ///< @pattern ^(a|b)\1$
  std::string brace;   ///< @pattern ^}$

  /// @pattern ^\p{L}+\u00e9?$
  std::string sound;
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
