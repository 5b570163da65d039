#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Item {
  bool done = false;
};

/// @maxItems 8
using Items = std::vector<Item>;

struct Basket {
  Items items;
};

APIFunctionSessionless<Basket, Basket> echo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = echo},
};

}  // namespace todo
