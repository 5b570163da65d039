#pragma once

#include "include/prelude.hpp"

namespace todo {

using Wide = std::int64_t;  ///< @wire string

struct CreateTodo {
  Wide least = 9007199254740992;               ///< @minimum 9007199254740993
  Wide above = 9007199254740992;               ///< @exclusiveMinimum 9007199254740992
  Wide most = -9007199254740992;               ///< @maximum -9007199254740993
  Wide below{};                                ///< @exclusiveMaximum 9007199254740993 @example 9007199254740993
  std::uint64_t last = 18446744073709551615U;  ///< @wire string @maximum 18446744073709551614
  std::int64_t safe = 9007199254740992;
  double tenth = 0.35;                         ///< @multipleOf 0.1
  double large = 1e300;                        ///< @multipleOf 7
  double step{};                               ///< @multipleOf 1e-400
  double huge{};                               ///< @maximum 1e400
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
