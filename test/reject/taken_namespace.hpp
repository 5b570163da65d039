#pragma once

#include "include/prelude.hpp"

namespace json {

enum class Kind { one, two };

struct GetNumber {
  Kind kind{};
};

}  // namespace json

namespace todo {

APIFunctionSessionless<json::GetNumber, Todo> get_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos", .func = get_todo},
};

}  // namespace todo
