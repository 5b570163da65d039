#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Context {};

inline constexpr auto lambda = [](Services&, GetTodo) -> Todo { return {}; };
Todo by_value(Context, GetTodo);
Todo plain(Services&, GetTodo);
inline constexpr int number = 3;
APIFunctionSessionless<GetTodo, Todo> overloaded;
APIFunctionSessionless<Todo, Todo> overloaded;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/lambda/{id}", .func = lambda},
    {.path = "/written/{id}", .func = [](Services&, GetTodo) -> Todo { return {}; }},
    {.path = "/by-value/{id}", .func = by_value},
    {.path = "/address/{id}", .func = &plain},
    {.path = "/number/{id}", .func = number},
    {.path = "/overloaded/{id}", .func = overloaded},
};

}  // namespace todo
