#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, vgen::Task<std::vector<void>>> list_nothing;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/nothing/{id}", .func = list_nothing},
};

}  // namespace todo
