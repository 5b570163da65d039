#pragma once

#include "include/prelude.hpp"

#include <nlohmann/json_fwd.hpp>

namespace todo {

struct Free {
  nlohmann::json value;
};

APIFunctionSessionless<Free, void> take;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/free", .func = take},
};

}  // namespace todo
