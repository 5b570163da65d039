#pragma once

#include "include/prelude.hpp"

namespace todo {

using Age = int;  /// @minimum 0

enum class Priority {
  low,  /** The text of an enumerator. */
  high
};

struct CreateTodo {
  std::string title;    /// @minLenght 1
  std::int32_t a{}, b;  //! Text.
  /** Text of its own. */ std::int32_t c{};  ///< @minimum 1
  Age age{};
  Priority priority{};
};

template <class T>
struct Page {
  T first;  /// The first one.
};

APIFunctionSessionless<CreateTodo, Page<Todo>> create_todo;
APIFunctionSessionless<void, Page<CreateTodo>> find_todo;  /// Finds one.

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},  /// A comment of a route.
    {.path = "/todos", .func = find_todo},
};

}  // namespace todo
