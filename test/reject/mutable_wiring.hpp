#pragma once

#include "include/prelude.hpp"

#include <array>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> one;
APIFunctionSessionless<GetTodo, Todo> two;
APIFunctionSessionless<GetTodo, Todo> three;
APIFunctionSessionless<GetTodo, Todo> four;

vgen::HttpRoute http[] = {{.path = "/one/{id}", .func = one}};
inline vgen::HttpRoute route{.path = "/two/{id}", .func = two};
static std::array<vgen::HttpRoute, 1> list{vgen::HttpRoute{.path = "/three/{id}", .func = three}};
inline constinit vgen::HttpGroup group{.routes = {{.path = "/four/{id}", .func = four}}};

}  // namespace todo
