#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Size {
  std::string width;
  std::string height;
};

APIFunctionSessionless<Size, Todo> by_x;
APIFunctionSessionless<Size, Todo> by_dash;
APIFunctionSessionless<Size, Todo> by_dash_again;
APIFunctionSessionless<Size, Todo> by_ending;
APIFunctionSessionless<Size, Todo> by_other_ending;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/sizes/{width}x{height}", .func = by_x},
    {.path = "/sizes/{width}-{height}", .func = by_dash},                  // "1x2-3" fits both
    {.path = "/sizes/{width}-{height}/all", .func = by_dash_again},        // accepted: longer
    {.path = "/areas/{width}x{height}.png", .func = by_ending},
    {.path = "/areas/{width}x{height}.svg", .func = by_other_ending},      // accepted: nothing fits both
};

}  // namespace todo
