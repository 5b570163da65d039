#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Numbers {
  std::vector<std::optional<int>> numbers;
};

APIFunctionSessionless<Numbers, std::optional<Todo>> find;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/find", .func = find},
};

}  // namespace todo
