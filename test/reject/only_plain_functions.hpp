#pragma once

#include "include/prelude.hpp"

namespace todo {

Todo get_todo(Services&, GetTodo);

inline constexpr vgen::HttpRoute http[] = {{.path = "/todos/{id}", .func = get_todo}};

}  // namespace todo
