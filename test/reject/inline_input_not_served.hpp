#pragma once

#include "include/prelude.hpp"

namespace todo {

RPC<bool(std::int64_t id, std::optional<int> priority)> set_priority;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/priority", .func = set_priority},
};

}  // namespace todo
