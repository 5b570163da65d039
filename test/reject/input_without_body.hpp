#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<std::vector<int>, int> sum;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/sum", .func = sum},
};

}  // namespace todo
