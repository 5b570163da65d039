#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Many {
  int m0{};
  int m1{};
  int m2{};
  int m3{};
  int m4{};
  int m5{};
  int m6{};
  int m7{};
  int m8{};
  int m9{};
  int m10{};
  int m11{};
  int m12{};
  int m13{};
  int m14{};
  int m15{};
  int m16{};
};
APIFunctionSessionless<Many, Todo> get_todo;
APIFunctionSessionless<Many, Todo> put_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos", .func = get_todo, .tags = {"a", "b", "c", "d", "e", "f", "g", "h", "i"}},
    {.method = Method::put,
     .path = "/todos",
     .func = put_todo,
     .query = {&Many::m0, &Many::m1, &Many::m2, &Many::m3, &Many::m4, &Many::m5, &Many::m6, &Many::m7, &Many::m8, &Many::m9, &Many::m10, &Many::m11, &Many::m12, &Many::m13, &Many::m14, &Many::m15, &Many::m16}},
};

}  // namespace todo
