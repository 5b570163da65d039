#pragma once

#include "include/prelude.hpp"

namespace todo {

struct NoInput {};
APIFunctionSessionless<NoInput, Todo> one;
APIFunctionSessionless<NoInput, Todo> two;
APIFunctionSessionless<NoInput, Todo> three;
APIFunctionSessionless<NoInput, Todo> four;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/:id", .func = one},
    {.path = "/files/*path", .func = two},
    {.path = "/pages/*", .func = three},
    {.path = "/times/12:30/a*b", .func = four},
};

}  // namespace todo
